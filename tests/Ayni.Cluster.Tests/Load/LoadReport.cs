using System.Globalization;

namespace Ayni.Cluster.Tests.Load;

/// <summary>What clients saw, without the requests to a gateway that was itself down.</summary>
/// <param name="Requests">Requests sent to gateways that were up all along.</param>
/// <param name="ServerErrors">Answered 5xx other than 503, or not at all.</param>
/// <param name="Unavailable">Answered 503.</param>
/// <param name="UnavailableWithoutRetryAfter">Of these, without Retry-After.</param>
/// <param name="Degraded">Answered from what was at hand.</param>
/// <param name="LongestAnswer">Longest time to the end of an answer.</param>
/// <param name="Acknowledged">Events acknowledged, by any gateway.</param>
/// <param name="Lost">Of these, not in the log.</param>
/// <param name="Doubled">Events in the log more than once.</param>
/// <param name="ToTheDead">Requests to a gateway that was down, which clients send elsewhere.</param>
/// <param name="Lateness">How far the generator itself fell behind, at most.</param>
/// <param name="Failures">Answers other than 2xx and their number.</param>
internal sealed record LoadReport(
    int Requests,
    int ServerErrors,
    int Unavailable,
    int UnavailableWithoutRetryAfter,
    int Degraded,
    TimeSpan LongestAnswer,
    int Acknowledged,
    int Lost,
    int Doubled,
    int ToTheDead,
    TimeSpan Lateness,
    IReadOnlyDictionary<string, int> Failures)
{
    public const string Head =
        "| fault | requests | 5xx other than 503 | 503 | degraded | longest answer | "
        + "events acknowledged/lost/doubled | same bits |\n|---|---|---|---|---|---|---|---|";

    /// <summary>Adds up what came back.</summary>
    /// <param name="load">The load, ended.</param>
    /// <param name="dead">Gateways that were down at some time.</param>
    /// <param name="compared">The ledger against the log.</param>
    public static LoadReport From(
        LoadGenerator load, IReadOnlyCollection<string> dead, (int Lost, int Doubled) compared)
    {
        var all = load.Answers;
        var judged = all.Where(answer => !dead.Contains(answer.Gateway)).ToList();
        var unavailable = judged.Where(answer => answer.Status == 503).ToList();
        return new LoadReport(
            judged.Count,
            judged.Count(answer => answer.Status is 0 or (>= 500 and not 503)),
            unavailable.Count,
            unavailable.Count(answer => !answer.HasRetryAfter),
            judged.Count(answer => answer.IsDegraded),
            judged.Count == 0 ? TimeSpan.Zero : judged.Max(answer => answer.Latency),
            load.Ledger.Acknowledged,
            compared.Lost,
            compared.Doubled,
            all.Count - judged.Count,
            load.Lateness,
            judged.Where(answer => answer.Status is < 200 or >= 300)
                .CountBy(answer => $"{(answer.IsEvent ? "event" : "read")} {answer.Status} {answer.Failure}".Trim())
                .ToDictionary());
    }

    /// <summary>A row under <see cref="Head"/>.</summary>
    public string Row(string fault, string sameBits)
    {
        var longest = LongestAnswer.TotalMilliseconds.ToString("F0", CultureInfo.InvariantCulture);
        return $"| {fault} | {Requests} | {ServerErrors} | {Unavailable} | {Degraded} | {longest} ms "
            + $"| {Acknowledged}/{Lost}/{Doubled} | {sameBits} |";
    }

    public override string ToString()
    {
        var late = Lateness.TotalMilliseconds.ToString("F0", CultureInfo.InvariantCulture);
        var failures = string.Join(", ", Failures.Select(pair => $"{pair.Key}: {pair.Value}"));
        return $"{ToTheDead} more to gateways that were down; generator late by {late} ms at most; {failures}";
    }
}
