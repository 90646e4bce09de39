using System.Collections.Immutable;
using Ayni.Numerics;
using Ayni.Recommenders;

namespace Ayni.Grains.Training;

/// <summary>
/// The weights to publish, and how the blend is judged. Of enough users: learnt on one half, judged on the other. Of
/// few: two-fold cross-validation; each half is judged with the weights learnt on the other, and what is published is
/// learnt on both.
/// </summary>
/// <param name="Weights">Weights to publish, one a part.</param>
/// <param name="Score">The blend as it is judged.</param>
/// <param name="Published">The blend as it is published: of few users its weights were learnt on those judged.</param>
/// <param name="Judging">Users × items: what it is judged by.</param>
/// <param name="LearningUsers">Users that the published weights were learnt on.</param>
/// <param name="IsCrossValidated">Whether users are few.</param>
internal sealed record JudgedBlend(
    ImmutableArray<double> Weights, ScoredModel.UserScores Score, ScoredModel.UserScores Published, CsrMatrix Judging,
    int LearningUsers, bool IsCrossValidated)
{
    /// <summary>With fewer users to judge by, both halves are judged.</summary>
    public const int EnoughUsers = 200;

    /// <summary>Learns.</summary>
    /// <param name="parts">Fitted parts.</param>
    /// <param name="train">Users × items.</param>
    /// <param name="halves">The held-out pairs.</param>
    /// <param name="isBlended">Whether weights are wanted; else ALS answers alone.</param>
    /// <param name="parallel">Threads; its token stops the learning.</param>
    public static JudgedBlend Of(
        IReadOnlyList<IRecommender> parts, CsrMatrix train, JudgedHalves halves, bool isBlended,
        ParallelOptions parallel)
    {
        if (!isBlended || halves.LearningUsers == 0 || halves.JudgingUsers >= EnoughUsers)
        {
            var weights = isBlended ? Learn(halves.Learning) : AlsAlone(parts);
            var blend = Blend(weights);
            return new JudgedBlend(
                weights, blend, blend, halves.Judging, halves.LearningUsers, IsCrossValidated: false);
        }

        var (ofJudging, ofLearning) = (Blend(Learn(halves.Learning)), Blend(Learn(halves.Judging)));
        var published = Learn(halves.Both);
        return new JudgedBlend(
            published,
            (user, scores) => (halves.Judging.RowLength(user) > 0 ? ofJudging : ofLearning)(user, scores),
            Blend(published),
            halves.Both,
            halves.LearningUsers + halves.JudgingUsers,
            IsCrossValidated: true);

        ScoredModel.UserScores Blend(ImmutableArray<double> weights) =>
            new BlendScores([.. parts.Select((part, place) => (part, weights[place]))]).Score;

        ImmutableArray<double> Learn(CsrMatrix pairs)
        {
            var learnt = pairs.EntryCount == 0
                ? []
                : BlendLearner.Learn(parts, train, pairs, options: null, parallel).Weights;
            return learnt.Any(weight => weight > 0) ? learnt : AlsAlone(parts);
        }
    }

    private static ImmutableArray<double> AlsAlone(IReadOnlyList<IRecommender> parts) =>
        [.. parts.Select(part => part.Name == PartNames.Als ? 1.0 : 0)];
}
