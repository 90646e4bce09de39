using System.Globalization;
using System.Runtime.CompilerServices;
using Ayni.Domain.Interactions;
using Ayni.Trainer.Terminal;

namespace Ayni.Trainer.Evaluating;

/// <summary>The parts that a log is evaluated in, one after the other, so that only one is in memory.</summary>
/// <param name="log">Interactions.</param>
/// <param name="weights">Type weights and decay.</param>
/// <param name="popularityHalfLife">Half-life of an interaction in popularity-decay.</param>
internal sealed class LogParts(IInteractionLog log, InteractionWeights weights, TimeSpan popularityHalfLife)
{
    public async IAsyncEnumerable<EvaluationPart> ReadAsync(
        SplitChoice choice,
        IProgress<StepProgress> progress,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var reader = await LogReader.OpenAsync(log, progress, cancellationToken);
        switch (choice.Kind)
        {
            case SplitKinds.Time:
                yield return await LogSplit.ReadAsync(
                    reader, weights, popularityHalfLife, choice.TestPeriod, TimeSpan.Zero,
                    cancellationToken: cancellationToken);
                break;
            case SplitKinds.Replay:
                for (var later = choice.Windows - 1; later >= 0; later--)
                    yield return await WindowAsync(reader, choice, later, cancellationToken);
                break;
            default:
                var pairs = await LogPairs.ReadAsync(reader, weights, cancellationToken);
                foreach (var part in new PairParts("log", reader.Newest, reader.Head).Of(pairs, choice))
                    yield return part;
                break;
        }
    }

    private async Task<EvaluationPart> WindowAsync(
        LogReader reader, SplitChoice choice, int later, CancellationToken cancellationToken)
    {
        var part = await LogSplit.ReadAsync(
            reader, weights, popularityHalfLife, choice.TestPeriod, later * choice.TestPeriod,
            cancellationToken: cancellationToken);
        return part with
        {
            Facts = part.Facts with
            {
                Kind = SplitKinds.Replay,
                Protocol = string.Create(
                    CultureInfo.InvariantCulture,
                    $"{choice.Windows} windows of {choice.TestPeriod.TotalDays:F0} days, one after the other. Train: "
                    + $"everything before the window. Test: products bought in it by customers seen before. "
                    + $"Candidates: all products of train."),
            },
        };
    }
}
