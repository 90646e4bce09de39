namespace Ayni.Cluster.Tests.Answers;

/// <summary>What clients saw in one run of a load.</summary>
/// <param name="Answers">Requests.</param>
/// <param name="Errors">Answered neither 200 nor 429, or not at all.</param>
/// <param name="Refused">Answered 429: too many at once.</param>
/// <param name="Degraded">Answers that say so.</param>
/// <param name="Partial">Answers that say so.</param>
/// <param name="Median">Half of the answers took no longer, those refused aside.</param>
/// <param name="NinetyNinth">99 of 100 took no longer, those refused aside.</param>
/// <param name="Lateness">How late the generator itself sent a request, at most.</param>
internal sealed record AnswerTimes(
    int Answers,
    int Errors,
    int Refused,
    int Degraded,
    int Partial,
    TimeSpan Median,
    TimeSpan NinetyNinth,
    TimeSpan Lateness)
{
    private const int Answered = 200;
    private const int Refusal = 429;

    /// <summary>Counts answers.</summary>
    public static AnswerTimes Of(Arrival[] answers, TimeSpan lateness)
    {
        var sorted = answers.Where(answer => answer.Status != Refusal)
            .Select(answer => answer.Latency).Order().ToArray();
        return new AnswerTimes(
            answers.Length,
            answers.Count(answer => answer.Status is not (Answered or Refusal)),
            answers.Count(answer => answer.Status == Refusal),
            answers.Count(answer => answer.IsDegraded),
            answers.Count(answer => answer.IsPartial),
            At(sorted, 0.5),
            At(sorted, 0.99),
            lateness);
    }

    // The smallest value that at least this share is not above.
    private static TimeSpan At(TimeSpan[] sorted, double share) =>
        sorted.Length == 0 ? TimeSpan.Zero : sorted[(int)Math.Ceiling(sorted.Length * share) - 1];
}
