using System.CommandLine;
using System.CommandLine.Invocation;
using Ayni.Trainer.Backups;
using Ayni.Trainer.Benchmarking;
using Ayni.Trainer.ColdStarting;
using Ayni.Trainer.Comparing;
using Ayni.Trainer.Copying;
using Ayni.Trainer.Describing;
using Ayni.Trainer.Drifting;
using Ayni.Trainer.Embedding;
using Ayni.Trainer.Evaluating;
using Ayni.Trainer.Featuring;
using Ayni.Trainer.Generating;
using Ayni.Trainer.Importing;
using Ayni.Trainer.Keys;
using Ayni.Trainer.Marts;
using Ayni.Trainer.Preprocessing;
using Ayni.Trainer.Recommending;
using Ayni.Trainer.Reporting;
using Ayni.Trainer.Reranking;
using Ayni.Trainer.Retaining;
using Ayni.Trainer.Segmenting;
using Ayni.Trainer.Terminal;
using Ayni.Trainer.Training;
using Ayni.Trainer.Tuning;

namespace Ayni.Trainer;

/// <summary>The command line.</summary>
public static class TrainerProgram
{
    /// <summary>Time a verb has to stop after Ctrl-C before the process is ended.</summary>
    private static readonly TimeSpan TerminationTimeout = TimeSpan.FromSeconds(15);

    /// <summary>Runs one command line.</summary>
    /// <returns>One of <see cref="ExitCodes"/>.</returns>
    public static async Task<int> RunAsync(
        IReadOnlyList<string> args, TrainerConsole console, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(args);
        ArgumentNullException.ThrowIfNull(console);
        var root = new RootCommand("Ayni's data and models from the command line.")
        {
            GenerateCommand.Create(console),
            ImportCommand.Create(console),
            MartCommand.Create(console),
            CopiesCommand.Create(console),
            RetentionCommand.Create(console),
            KeysCommand.Create(console),
            BackupCommand.Create(console),
            RestoreCommand.Create(console),
            TrainCommand.Create(console),
            EvaluateCommand.Create(console),
            RerankCommand.Create(console),
            FeaturesCommand.Create(console),
            PreprocessCommand.Create(console),
            ColdStartCommand.Create(console),
            SegmentsCommand.Create(console),
            SimilarCommand.Create(console),
            KeywordsCommand.Create(console),
            EmbedCommand.Create(console),
            TuneCommand.Create(console),
            RecommendCommand.Create(console),
            ReportCommand.Create(console),
            DriftCommand.Create(console),
            BenchmarkCommand.Create(console),
        };
        var parsed = root.Parse(args);
        var configuration = new InvocationConfiguration
        {
            Output = console.Out,
            Error = console.Error,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = TerminationTimeout,
        };
        var code = await parsed.InvokeAsync(configuration, cancellationToken);
        return parsed.Action is ParseErrorAction ? ExitCodes.Invalid : code;
    }
}
