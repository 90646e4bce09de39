using System.CommandLine;
using Ayni.Domain.Errors;
using Ayni.Grains.Training;
using Ayni.Trainer.Terminal;
using Ayni.Trainer.Training;

namespace Ayni.Trainer.Benchmarking;

/// <summary><c>benchmark als</c>: seconds, memory and arithmetic of a sweep, by solver, beside a baseline.</summary>
internal static class BenchmarkCommand
{
    private const int MaxThreads = 256;
    private const int MaxRepeats = 100;
    private const string Line = "dotnet run --project trainer/Ayni.Trainer -c Release --";

    public static Command Create(TrainerConsole console) =>
        new("benchmark", "Measure the numerics on this machine.") { CreateAls(console) };

    private static Command CreateAls(TrainerConsole console)
    {
        var command = new Command("als", "Time a sweep of implicit ALS, by solver.");
        var train = new Option<string>("--train")
        {
            Description = "LightGCN file to train on.",
            HelpName = "FILE",
            Required = true,
        };
        var test = new Option<string?>("--test") { Description = "LightGCN file to test on.", HelpName = "FILE" };
        var threads = Number("--threads", "Threads.", Environment.ProcessorCount);
        var repeats = Number("--repeats", "Fits of each solver, in turn.", 1);
        var solvers = new Option<string[]>("--solvers")
        {
            Description = $"Solvers, of {string.Join(", ", SolverNames.All)}.",
            DefaultValueFactory = _ => SolverNames.Default,
            CustomParser = result => [.. result.Tokens.SelectMany(token => token.Value.Split(
                ',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))],
        };
        var model = new ModelArguments();
        var json = Verb.JsonOption();
        foreach (var option in new Option[] { train, test, threads, repeats, solvers, json })
            command.Add(option);
        model.AddTo(command);
        command.SetVerb(console, json, async (parsed, cancellationToken) =>
        {
            var benchmark = new AlsBenchmark(
                console.Time,
                AlsOptions.From(model.Read(parsed)),
                SolverNames.Check(parsed.GetValue(solvers) ?? []),
                Within("--threads", parsed.GetValue(threads), MaxThreads),
                Within("--repeats", parsed.GetValue(repeats), MaxRepeats));
            var document = await ProgressScreen.ShowAsync(console, progress => Task.FromResult(benchmark.Run(
                Existing("--train", parsed.GetValue(train)!),
                parsed.GetValue(test) is { } file ? Existing("--test", file) : null,
                $"{Line} {string.Join(' ', parsed.Tokens)}",
                progress,
                cancellationToken)));
            if (parsed.GetValue(json))
                JsonOutput.Write(console.Out, document);
            else
                document.Print(console);
            return ExitCodes.Success;
        });
        return command;
    }

    private static Option<int> Number(string name, string description, int value) =>
        new(name) { Description = description, DefaultValueFactory = _ => value };

    private static int Within(string option, int value, int most) => value >= 1 && value <= most
        ? value
        : throw new AyniException(ErrorCodes.Invalid, $"{option} is {value}; it must be 1 to {most}.");

    private static string Existing(string option, string path) => File.Exists(path)
        ? path
        : throw new AyniException(ErrorCodes.NotFound, $"No file '{path}': check {option}.");
}
