using Ayni.Domain.Interactions;
using Ayni.Trainer.Evaluating;
using Ayni.Trainer.Terminal;

namespace Ayni.Trainer.Tuning;

/// <summary>How the log is split to judge trials by; what <c>evaluate</c> asks for stays out of it.</summary>
/// <param name="Kind">One of <see cref="SplitKinds"/>: automatic, by time or leave-last-out.</param>
/// <param name="Test">Newest time left out; null for what fits.</param>
/// <param name="Validation">Time before it to judge by; null for what fits.</param>
/// <param name="Positives">What counts as a right answer.</param>
/// <param name="IncludesSeen">Whether what a user has in train counts when met again.</param>
internal sealed record TuneSplit(
    string Kind, TimeSpan? Test, TimeSpan? Validation, PositiveKind Positives, bool IncludesSeen)
{
    /// <summary>Reads and splits the log.</summary>
    /// <exception cref="Ayni.Domain.Errors.AyniException"><c>invalid</c>: nothing to fit on or judge by.</exception>
    public async Task<EvaluationPart> ReadAsync(
        IReadableLog log, InteractionWeights weights, IProgress<StepProgress> progress,
        CancellationToken cancellationToken)
    {
        var reader = await LogReader.OpenAsync(log, progress, cancellationToken);
        var fits = TestLength.Of(reader.Length);
        var (period, untouched) = (Validation ?? fits, Test ?? fits);
        var fitting = new FittingSplit(reader, weights, fits, Positives, IncludesSeen);
        return Kind switch
        {
            SplitKinds.Time => await fitting.ByTimeAsync(period, untouched, cancellationToken),
            SplitKinds.LeaveLastOut => await fitting.SecondToLastOutAsync(cancellationToken),
            _ => await fitting.FindAsync(period, untouched, cancellationToken),
        };
    }
}
