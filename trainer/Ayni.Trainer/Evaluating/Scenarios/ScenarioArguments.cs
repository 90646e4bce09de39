using System.CommandLine;
using Ayni.Domain.Errors;
using Ayni.Domain.Scenarios;
using Ayni.Domain.Training;
using Ayni.Trainer.Terminal;
using Ayni.Trainer.Training;

namespace Ayni.Trainer.Evaluating.Scenarios;

/// <summary>The options of <c>evaluate</c> that have lists judged as they are served.</summary>
internal sealed class ScenarioArguments
{
    private const string NameList = "NAME,...";

    private static readonly string[] ObjectiveNames =
        [.. Enum.GetValues<Objective>().Select(objective => NameOf(objective))];

    private readonly Option<string[]> _scenarios = CommandOptions.Names(
        "--scenarios",
        "Log by time: train as of the cutoff, serve, and judge the lists of these scenarios, instead of models. "
        + "Others are compared with the first.",
        []);

    private readonly Option<string[]> _objectives = CommandOptions.Names(
        "--objectives",
        $"With --scenarios: what lists are to bring, of {string.Join(", ", ObjectiveNames)}. Others are compared with "
        + "the first.",
        ObjectiveNames);

    private readonly OptionArgument _judged = OptionArgument.Create(
        TrainingOptionTable.Run.Where(option => option.Name == nameof(TrainingOptions.JudgedShare))).Single();

    public ScenarioArguments() => (_scenarios.HelpName, _objectives.HelpName) = (NameList, NameList);

    public void AddTo(Command command)
    {
        command.Add(_scenarios);
        command.Add(_objectives);
        command.Add(_judged.Option);
    }

    /// <summary>Whether the command line names scenarios.</summary>
    public bool AreNamed(ParseResult parsed) => parsed.IsGiven(_scenarios);

    /// <summary>What lists to judge; null where models are compared.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="isLog">Whether the log is read.</param>
    /// <param name="split">How a test set is made.</param>
    /// <param name="models">The options of models.</param>
    /// <exception cref="AyniException">
    /// <c>invalid</c>: a name is unknown or missing, or an option does not go with another.
    /// </exception>
    public ScenarioChoice? Read(ParseResult parsed, bool isLog, SplitChoice split, RecommenderArguments models)
    {
        if (!parsed.IsGiven(_scenarios))
        {
            var misplaced = new[] { _objectives, _judged.Option }.FirstOrDefault(parsed.IsGiven);
            return misplaced is null
                ? null
                : throw Invalid($"{misplaced.Name} goes with --scenarios: name some, or leave it out.");
        }

        if (!isLog || split.Kind != SplitKinds.Time)
        {
            throw Invalid(
                $"--scenarios goes with --format log and --split {SplitKinds.Time}, and --split is {split.Kind}: leave "
                + "it and --format out, for what is served is a shop as of one moment.");
        }

        if (models.AreNamed(parsed))
            throw Invalid("--models and --scenarios are there: leave one of the two out.");
        var scenarios = Distinct(parsed.GetValue(_scenarios));
        if (scenarios.Count == 0)
            throw Invalid($"--scenarios names none: name one or more, such as {ShippedScenarios.Home}.");
        return new ScenarioChoice(
            scenarios, Objectives(parsed), _judged.Read(models.Als.Read(parsed), parsed, file: null));
    }

    /// <summary>An objective's name on the command line.</summary>
    public static string NameOf(Objective objective) => objective.ToString().ToLowerInvariant();

    private IReadOnlyList<Objective> Objectives(ParseResult parsed)
    {
        var names = Distinct(parsed.GetValue(_objectives));
        var unknown = names.FirstOrDefault(name => !ObjectiveNames.Contains(name, StringComparer.Ordinal));
        return unknown is null && names.Count > 0
            ? [.. names.Select(name => Enum.Parse<Objective>(name, ignoreCase: true))]
            : throw Invalid(
                $"--objectives is '{string.Join(", ", names)}'; it must be one or more of "
                + $"{string.Join(", ", ObjectiveNames)}.");
    }

    private static List<string> Distinct(string[]? names) => [.. (names ?? []).Distinct(StringComparer.Ordinal)];

    private static AyniException Invalid(string message) => new(ErrorCodes.Invalid, message);
}
