using System.Globalization;
using System.Runtime.CompilerServices;
using Ayni.Domain.Interactions;
using Ayni.Trainer.Terminal;

namespace Ayni.Trainer.Evaluating;

/// <summary>The parts that a log is evaluated in, one after the other, so that only one is in memory.</summary>
/// <param name="log">Interactions.</param>
/// <param name="weights">Type weights and decay.</param>
/// <param name="popularityHalfLife">Half-life of an interaction in popularity-decay.</param>
/// <param name="includesSeen">Whether what a user has in train counts when met again.</param>
internal sealed class LogParts(
    IReadableLog log, InteractionWeights weights, TimeSpan popularityHalfLife, bool includesSeen)
{
    public async IAsyncEnumerable<EvaluationPart> ReadAsync(
        SplitChoice choice,
        IProgress<StepProgress> progress,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var reader = await LogReader.OpenAsync(log, progress, cancellationToken);
        var fitting = new FittingSplit(reader, weights, popularityHalfLife, choice.Positives, includesSeen);
        var period = choice.TestPeriod ?? TestLength.Of(reader.Length);
        switch (choice.Kind)
        {
            case SplitKinds.Auto:
                yield return await fitting.FindAsync(period, TimeSpan.Zero, cancellationToken);
                break;
            case SplitKinds.Time:
                yield return await fitting.ByTimeAsync(period, TimeSpan.Zero, cancellationToken);
                break;
            case SplitKinds.LeaveLastOut:
                yield return await fitting.LastOutAsync(cancellationToken);
                break;
            case SplitKinds.Replay:
                for (var later = choice.Windows - 1; later >= 0; later--)
                {
                    var window = await fitting.ByTimeAsync(period, later * period, cancellationToken);
                    yield return Window(window, choice, period);
                }

                break;
            default:
                var (pairs, _) = await LogPairs.ReadAsync(reader, weights, PositiveKind.Any, cancellationToken);
                foreach (var part in new PairParts("log", reader.Newest, reader.Head).Of(pairs, choice))
                    yield return part;
                break;
        }
    }

    private static EvaluationPart Window(EvaluationPart part, SplitChoice choice, TimeSpan period) => part with
    {
        Facts = part.Facts with
        {
            Kind = SplitKinds.Replay,
            Protocol = string.Create(
                CultureInfo.InvariantCulture,
                $"{choice.Windows} windows of {TestLength.Show(period)}, one after the other. Train: everything before "
                + $"the window. Test: products {VerbOf(part)} in it by customers seen before. Candidates: all products "
                + $"of train."),
        },
    };

    private static string VerbOf(EvaluationPart part) =>
        Positives.VerbOf(Positives.Find(part.Facts.Positives ?? "") ?? PositiveKind.Any);
}
