using System.Collections.Immutable;
using Ayni.Domain.Scenarios;
using Ayni.Grains.Models;
using Ayni.Recommenders;

namespace Ayni.Grains.Exports;

/// <summary>
/// What a score is the sum of, in the order of the sum: what <see cref="Answering.ScorerFactory"/> gives a shopper who
/// consents, for sources that a block of shoppers can be scored by.
/// </summary>
internal sealed class ScorePlan
{
    private ScorePlan(ImmutableArray<ScoreStep> steps) => Steps = steps;

    /// <summary>The summands.</summary>
    public ImmutableArray<ScoreStep> Steps { get; }

    /// <summary>What a shopper's factor counts; 0: it does not.</summary>
    public float FactorWeight => Steps.FirstOrDefault(step => step.Kind == ScoreStepKind.Factor).Weight;

    /// <summary>Whether neighbours of the shopper's products count.</summary>
    public bool HasNeighbours => Steps.Any(step => step.Kind == ScoreStepKind.Neighbours);

    /// <summary>Whether popularity counts.</summary>
    public bool HasPopularity => Steps.Any(step => step.Kind == ScoreStepKind.Popularity);

    /// <summary>The plan; null: a source is another than the model and popularity.</summary>
    public static ScorePlan? Of(IEnumerable<ScenarioSource> sources, ServedModel? model)
    {
        var steps = ImmutableArray.CreateBuilder<ScoreStep>();
        foreach (var source in sources)
        {
            if (source.Name == SourceNames.Popular || (source.Name == SourceNames.Model && model is null))
                steps.Add(new ScoreStep(ScoreStepKind.Popularity, (float)source.Weight));
            else if (source.Name == SourceNames.Model)
                AddModel(steps, model!, source.Weight);
            else
                return null;
        }

        return new ScorePlan(steps.ToImmutable());
    }

    private static void AddModel(ImmutableArray<ScoreStep>.Builder steps, ServedModel model, double weight)
    {
        weight /= Math.Max(model.Artifact.PartWeights.Values.Sum(), double.Epsilon);
        if (model.WeightOf(PartNames.Als) is not 0 and var als)
            steps.Add(new ScoreStep(ScoreStepKind.Factor, (float)(weight * als)));
        for (var part = 0; part < model.Scorers.Length; part++)
        {
            if (model.WeightOf(model.Scorers[part].Part.Name) is not 0 and var own)
                steps.Add(new ScoreStep(ScoreStepKind.Neighbours, (float)(weight * own), part));
        }

        if (model.WeightOf(PartNames.Popularity) is not 0 and var popularity)
            steps.Add(new ScoreStep(ScoreStepKind.Popularity, (float)(weight * popularity)));
    }
}
