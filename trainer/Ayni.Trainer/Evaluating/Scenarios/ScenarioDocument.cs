using Ayni.GrainInterfaces.Training;
using Ayni.Recommenders;

namespace Ayni.Trainer.Evaluating.Scenarios;

/// <summary>What <c>evaluate --scenarios</c> found.</summary>
internal sealed record ScenarioDocument
{
    /// <summary>What was split, and how.</summary>
    public required SplitFacts Split { get; init; }

    /// <summary>Users asked.</summary>
    public required int Users { get; init; }

    /// <summary>Those of them who bought something that counts.</summary>
    public required int Buyers { get; init; }

    /// <summary>Those of them who viewed something that counts; 0: there is no figure of clicks.</summary>
    public required int Viewers { get; init; }

    /// <summary>Pairs of user and product bought.</summary>
    public required int TestPairs { get; init; }

    /// <summary>Such pairs dropped because the user has the product in train.</summary>
    public required int SeenPairs { get; init; }

    /// <summary>Whether what a user has in train counts when bought again.</summary>
    public required bool IncludesSeen { get; init; }

    /// <summary>The run that made the model, with its parts and the weights published.</summary>
    public required TrainingStatus Training { get; init; }

    /// <summary>Samples, confidence and seed of intervals and tests.</summary>
    public required SignificanceOptions Significance { get; init; }

    /// <summary>The lists, scenario by scenario.</summary>
    public required IReadOnlyList<MeasuredLists> Lists { get; init; }

    /// <summary>
    /// Each scenario's objectives with its first, then the scenarios with the first, all with the first objective.
    /// </summary>
    public required IReadOnlyList<ModelDifference> Comparisons { get; init; }
}
