using System.Globalization;
using Ayni.Domain.Interactions;
using Ayni.Recommenders;

namespace Ayni.Trainer.Evaluating;

/// <summary>
/// Splits a log by what the shop has: right answers are the strongest that enough shoppers did, and what is held out is
/// the newest time where that asks enough shoppers, else what each met last. What was chosen is said with its reason.
/// </summary>
/// <param name="reader">The log.</param>
/// <param name="weights">Type weights and decay.</param>
/// <param name="popularityHalfLife">Half-life of an interaction in the items' recent weights.</param>
/// <param name="positives">What counts as a right answer; settled here where it is automatic.</param>
/// <param name="includesSeen">Whether what a user has in train counts when met again.</param>
internal sealed class FittingSplit(
    LogReader reader, InteractionWeights weights, TimeSpan popularityHalfLife, PositiveKind positives,
    bool includesSeen)
{
    /// <summary>With fewer shoppers to ask, their mean says little: another split may ask more.</summary>
    public const int EnoughUsers = 200;

    private readonly PositiveKind _kind = positives == PositiveKind.Auto ? reader.Tally.Choose() : positives;

    /// <summary>By time where that asks enough shoppers, or more than leave-last-out would.</summary>
    /// <param name="period">Length of the test period.</param>
    /// <param name="untouched">Newest time to leave out of both; with leave-last-out, the last of each shopper.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="Ayni.Domain.Errors.AyniException"><c>invalid</c>: neither leaves anything to do.</exception>
    public async Task<EvaluationPart> FindAsync(
        TimeSpan period, TimeSpan untouched, CancellationToken cancellationToken)
    {
        var byTime = await LogSplit.FindAsync(
            reader, weights, popularityHalfLife, period, untouched, null, _kind, cancellationToken);
        var asked = byTime.AskableUsers(includesSeen);
        if (asked >= EnoughUsers)
            return Said(byTime, $"By time, since that asks {Count(asked)} shoppers.");
        var last = await FindLastOutAsync(untouched > TimeSpan.Zero, cancellationToken);
        var askedLast = last.AskableUsers(includesSeen);
        if (asked > 0 && asked >= askedLast)
        {
            return Said(
                byTime, $"By time, though that asks {Count(asked)} shoppers, for the last of each asks no more.");
        }

        if (askedLast == 0)
            return await ByTimeAsync(period, untouched, cancellationToken);
        return Said(
            last,
            $"The last of each, which asks {Count(askedLast)} shoppers; the last {TestLength.Show(period)} ask "
            + $"{Count(asked)} (--split time has them all the same).");
    }

    /// <summary>By time.</summary>
    /// <exception cref="Ayni.Domain.Errors.AyniException"><c>invalid</c>: it leaves nothing to do.</exception>
    public async Task<EvaluationPart> ByTimeAsync(
        TimeSpan period, TimeSpan untouched, CancellationToken cancellationToken) => Said(
            await LogSplit.ReadAsync(
                reader, weights, popularityHalfLife, period, untouched, null, _kind, cancellationToken));

    /// <summary>What each met last.</summary>
    /// <exception cref="Ayni.Domain.Errors.AyniException"><c>invalid</c>: it leaves nothing to do.</exception>
    public async Task<EvaluationPart> LastOutAsync(CancellationToken cancellationToken) => Said(
        Parts.RequireBoth(await FindLastOutAsync(leavesLast: false, cancellationToken)));

    /// <summary>What each met last but one; the last stays out.</summary>
    /// <exception cref="Ayni.Domain.Errors.AyniException"><c>invalid</c>: it leaves nothing to do.</exception>
    public async Task<EvaluationPart> SecondToLastOutAsync(CancellationToken cancellationToken) => Said(
        Parts.RequireBoth(await FindLastOutAsync(leavesLast: true, cancellationToken)));

    private PairParts Parts => new("log", reader.Newest, reader.Head);

    private async Task<EvaluationPart> FindLastOutAsync(bool leavesLast, CancellationToken cancellationToken)
    {
        var (pairs, positive) = await LogPairs.ReadAsync(reader, weights, _kind, cancellationToken);
        if (!leavesLast)
            return Parts.LastOut(pairs, _kind, row => positive[row]);
        var test = LeaveLastOut.Of(pairs, isTest: row => positive[row]).Test;
        int[] rows =
        [
            .. Enumerable.Range(0, pairs.Count).Where(row => !test.Contains(pairs.Users[row], pairs.Items[row])),
        ];
        var rest = new InteractionTable(
            pairs.UserCount, pairs.ItemCount, At(rows, pairs.Users), At(rows, pairs.Items), At(rows, pairs.Weights),
            At(rows, pairs.Timestamps));
        var left = At(rows, positive);
        return Parts.LastOut(rest, _kind, row => left[row]);
    }

    private EvaluationPart Said(EvaluationPart part, string reason = "")
    {
        var kind = positives == PositiveKind.Auto
            ? string.Create(
                CultureInfo.InvariantCulture,
                $" Judged by {Positives.NameOf(_kind)}: {reader.Tally} of {reader.Tally.Shoppers:N0} shoppers "
                + $"(--positives).")
            : "";
        var split = reason.Length > 0 ? " " + reason : "";
        return part with { Facts = part.Facts with { Protocol = part.Facts.Protocol + kind + split } };
    }

    private static T[] At<T>(int[] rows, T[] values) => Array.ConvertAll(rows, row => values[row]);

    private static string Count(int users) => users.ToString("N0", CultureInfo.InvariantCulture);
}
