using Ayni.Domain.Scenarios;
using Ayni.Recommenders;

namespace Ayni.Trainer.Evaluating.Scenarios;

/// <summary>Figures of lists with their intervals, and how far one is from the other for the same users.</summary>
internal sealed class ListComparison(ScenarioChoice choice, SignificanceOptions significance)
{
    private static readonly string[] OfObjectives =
        [ListFigures.Ndcg, ListFigures.Hit, ListFigures.ClickHit, ListFigures.Revenue];

    private static readonly string[] OfScenarios = [ListFigures.Ndcg, ListFigures.Revenue];

    private readonly List<MeasuredLists> _lists = [];
    private readonly Dictionary<string, IReadOnlyDictionary<string, ResampledFigure>> _figures =
        new(StringComparer.Ordinal);

    /// <summary>What was added.</summary>
    public IReadOnlyList<MeasuredLists> Lists => _lists;

    /// <summary>Adds lists.</summary>
    public void Add(
        Scenario scenario,
        ServedLists served,
        TimeSpan asked,
        (EvaluationReport Report, IReadOnlyDictionary<string, double[]> PerUser) measured,
        CancellationToken cancellationToken)
    {
        // What is defined for nobody, such as clicks in a log without views, is no figure.
        var figures = measured.PerUser
            .Where(figure => !figure.Value.All(double.IsNaN))
            .ToDictionary(
                figure => figure.Key,
                figure => ResampledFigure.Of(figure.Value, significance, cancellationToken),
                StringComparer.Ordinal);
        var metrics = new Dictionary<string, double>(
            MetricNames.Figures(measured.Report), StringComparer.Ordinal);
        foreach (var (name, figure) in figures)
            metrics[name] = MetricNames.Rounded(figure.Mean);
        _figures.Add(served.Name, figures);
        _lists.Add(new MeasuredLists
        {
            Name = served.Name,
            Scenario = served.Scenario,
            ScenarioVersion = scenario.Version,
            Objective = served.Objective,
            IsOnProductPage = ListAsker.AsksAboutProduct(scenario),
            MeanLength = Math.Round(served.Lists.Average(list => list.Length), 2),
            Degraded = served.Degraded,
            AskSeconds = Math.Round(asked.TotalSeconds, 2),
            Metrics = metrics,
            Intervals = figures.ToDictionary(
                figure => figure.Key,
                figure => MetricNames.Rounded(figure.Value.Interval),
                StringComparer.Ordinal),
        });
    }

    /// <summary>Each scenario's objectives with its first, then the scenarios with the first.</summary>
    public IReadOnlyList<ModelDifference> Compare()
    {
        var first = choice.Objectives[0];
        return
        [
            .. from scenario in choice.Scenarios
               from objective in choice.Objectives.Skip(1)
               from figure in OfObjectives
               from difference in Difference(scenario, objective, scenario, first, figure)
               select difference,
            .. from scenario in choice.Scenarios.Skip(1)
               from figure in OfScenarios
               from difference in Difference(scenario, first, choice.Scenarios[0], first, figure)
               select difference,
        ];
    }

    private IEnumerable<ModelDifference> Difference(
        string scenario, Objective objective, string otherScenario, Objective otherObjective, string figure)
    {
        var (name, other) = (
            ServedLists.NameOf(scenario, objective), ServedLists.NameOf(otherScenario, otherObjective));
        if (!_figures[name].TryGetValue(figure, out var own) || !_figures[other].TryGetValue(figure, out var theirs))
            yield break;
        var test = own.TestAgainst(theirs, significance);
        yield return new ModelDifference(
            name,
            other,
            figure,
            MetricNames.Rounded(test.Difference),
            MetricNames.Rounded(own.DifferenceFrom(theirs)),
            MetricNames.Rounded(test.PValue),
            test.Better,
            test.Worse);
    }
}
