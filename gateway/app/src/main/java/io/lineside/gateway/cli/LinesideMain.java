package io.lineside.gateway.cli;

import io.lineside.gateway.log.Logging;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/** The {@code lineside} command. */
@Command(
        name = "lineside",
        description = "The gateway between custom-order platforms and the machines that make the goods.",
        mixinStandardHelpOptions = true,
        versionProvider = LinesideMain.Version.class,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:something that was checked did not hold",
            "2:wrong command line",
            "3:the site has faults, all of them printed",
            "4:a port or the store can not be opened",
            "74:the disk failed to keep what it was given; look at the disk, then start again"
        })
public final class LinesideMain {
    /** In the order of the help. Making all of them takes longer than all that {@code run} does before the site is read. */
    private static final Map<String, Supplier<Object>> COMMANDS = commands();

    private LinesideMain() {}

    /** Runs the command line and exits with its code. */
    public static void main(String[] arguments) {
        SerializedObjects.refuse();
        Logging.takeAll();
        System.exit(commandLine(arguments).execute(arguments));
    }

    /** The command line that these arguments need: with the one command that they begin with, or with all. */
    static CommandLine commandLine(String... arguments) {
        var lineside = new CommandLine(new LinesideMain());
        boolean one = arguments.length > 0 && COMMANDS.containsKey(arguments[0]);
        COMMANDS.forEach((name, command) -> {
            if (!one || name.equals(arguments[0])) {
                lineside.addSubcommand(name, command.get());
            }
        });
        return lineside.setUsageHelpAutoWidth(true);
    }

    private static Map<String, Supplier<Object>> commands() {
        var commands = new LinkedHashMap<String, Supplier<Object>>();
        commands.put("run", RunCommand::new);
        commands.put("check", CheckCommand::new);
        commands.put("reload", ReloadCommand::new);
        commands.put("cert", CertCommand::new);
        commands.put("key", KeyCommand::new);
        commands.put("top", TopCommand::new);
        commands.put("stuck", StuckCommand::new);
        commands.put("decide", DecideCommand::new);
        commands.put("explain", ExplainCommand::new);
        commands.put("audit", AuditCommand::new);
        commands.put("webhook", WebhookCommand::new);
        commands.put("backup", BackupCommand::new);
        commands.put("restore", RestoreCommand::new);
        commands.put("demo", DemoCommand::new);
        return commands;
    }

    /** Reads the version of the jar. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            Package ours = LinesideMain.class.getPackage();
            return new String[] {
                "lineside "
                        + Optional.ofNullable(ours.getImplementationVersion()).orElse("(not packaged)")
            };
        }
    }
}
