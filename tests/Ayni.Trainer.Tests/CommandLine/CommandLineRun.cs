using System.Text.Json;
using Ayni.Trainer.Terminal;

namespace Ayni.Trainer.Tests.CommandLine;

/// <summary>What one command line, run in this process, returned and wrote.</summary>
internal sealed record CommandLineRun(int ExitCode, string Out, string Error)
{
    /// <summary>Standard output as the one JSON document it must be.</summary>
    public JsonElement Json => JsonDocument.Parse(Out).RootElement;

    public static Task<CommandLineRun> OfAsync(params string[] args) => OfAsync(CancellationToken.None, args);

    public static async Task<CommandLineRun> OfAsync(CancellationToken cancellationToken, params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var console = new TrainerConsole(
            TextWriter.Synchronized(output), TextWriter.Synchronized(error), false, TimeProvider.System);
        var code = await TrainerProgram.RunAsync(args, console, cancellationToken);
        return new CommandLineRun(code, output.ToString(), error.ToString());
    }
}
