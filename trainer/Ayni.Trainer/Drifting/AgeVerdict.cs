using System.Globalization;
using Ayni.Trainer.Evaluating;

namespace Ayni.Trainer.Drifting;

/// <summary>Whether a model ages, how fast, and which schedule follows.</summary>
/// <param name="Ages">Whether it loses beyond chance at some age.</param>
/// <param name="LossPerDay">
/// Share of its NDCG@10 lost a day, up to the first age at which the loss is beyond chance; 0: it is at none.
/// </param>
/// <param name="Cron">Schedule that follows: about 2 % are lost between two runs, and at least one run a month.</param>
/// <param name="Words">The same in words.</param>
internal sealed record AgeVerdict(bool Ages, double LossPerDay, string Cron, string Words)
{
    /// <summary>Loss between two runs that is worth one: under it a shop's own noise is larger.</summary>
    public const double WorthARun = 0.02;

    private const string Daily = "0 3 * * *";
    private const string Weekly = "0 3 * * 1";
    private const string Monthly = "0 3 1 * *";

    // Half-way between a day and a week, and a week and a month, as a ratio.
    private const double MostDaysOfDaily = 2.6;
    private const double MostDaysOfWeekly = 14.6;

    /// <summary>Judges the figures of one model.</summary>
    /// <param name="model">Its name.</param>
    /// <param name="ages">Figures by age, the fresh one first.</param>
    public static AgeVerdict Of(string model, IReadOnlyList<AgedFigures> ages)
    {
        ArgumentNullException.ThrowIfNull(ages);
        var aged = ages.Where(age => age.AgeDays > 0).ToArray();
        if (aged.Length == 0)
            throw new ArgumentException("There is no aged model: replay two windows or more.", nameof(ages));
        var (oldest, first) = (aged[^1], aged.FirstOrDefault(age => age.IsBeyondChance));
        if (first is null)
        {
            return new AgeVerdict(false, 0, Monthly, string.Create(
                CultureInfo.InvariantCulture,
                $"{model} does not age beyond chance within {Length(oldest.AgeDays)} "
                + $"({Math.Max(0, oldest.Loss):P1} lost then). "
                + $"Training once a month ({Monthly}) is enough; new products and shoppers are its reason."));
        }

        var lossPerDay = first.Loss / first.AgeDays;
        var days = WorthARun / lossPerDay;
        var (cron, often) = days switch
        {
            < MostDaysOfDaily => (Daily, "every night"),
            < MostDaysOfWeekly => (Weekly, "once a week"),
            _ => (Monthly, "once a month"),
        };
        var then = first == oldest
            ? ""
            : string.Create(CultureInfo.InvariantCulture, $", and {oldest.Loss:P1} after {Length(oldest.AgeDays)}");
        return new AgeVerdict(true, lossPerDay, cron, string.Create(
            CultureInfo.InvariantCulture,
            $"{model} ages: {first.Loss:P1} of its NDCG@10 are gone after {Length(first.AgeDays)}, beyond chance"
            + $"{then}. That is {WorthARun:P0} in {Length(days)}: train {often} ({cron})."));
    }

    private static string Length(double days) => TestLength.Show(TimeSpan.FromDays(days));
}
