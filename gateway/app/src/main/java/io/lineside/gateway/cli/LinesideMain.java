package io.lineside.gateway.cli;

import io.lineside.gateway.log.Logging;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/** The {@code lineside} command. */
@Command(
        name = "lineside",
        description = "The gateway between custom-order platforms and the machines that make the goods.",
        mixinStandardHelpOptions = true,
        versionProvider = LinesideMain.Version.class,
        subcommands = {
            RunCommand.class,
            CheckCommand.class,
            ReloadCommand.class,
            CertCommand.class,
            KeyCommand.class,
            TopCommand.class,
            StuckCommand.class,
            DecideCommand.class,
            ExplainCommand.class,
            AuditCommand.class,
            WebhookCommand.class,
            BackupCommand.class,
            RestoreCommand.class,
            DemoCommand.class
        },
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
    private LinesideMain() {}

    /** Runs the command line and exits with its code. */
    public static void main(String[] arguments) {
        SerializedObjects.refuse();
        Logging.takeAll();
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new LinesideMain()).setUsageHelpAutoWidth(true);
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
