using Ayni.GrainInterfaces.Training;
using Ayni.Grains.Training;
using Ayni.Numerics;

namespace Ayni.Grains.Tests.Training;

public sealed class HitRateFallTests
{
    private const int LifeDays = 90;
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 0, 0, 0, TimeSpan.Zero);

    /// <summary>
    /// 1,000 versions that stay as good as they were, each looked at on every one of ninety days: 10 raise an alarm.
    /// </summary>
    [Fact]
    public void Find_ThousandVersionsThatStay_AlarmsOfOneInAHundred()
    {
        var alarms = Enumerable.Range(1, 1_000).Count(seed => FirstAlarm(seed, 200, _ => 0.1) is not null);

        Assert.InRange(alarms, 0, 15);
    }

    /// <summary>Weekends on which twice as much is found are no fall: either side holds every weekday once.</summary>
    [Fact]
    public void Find_WeekendsThatDiffer_AlarmsNoOftener()
    {
        var alarms = Enumerable.Range(1, 200).Count(
            seed => FirstAlarm(seed, 200, day => day % 7 >= 5 ? 0.2 : 0.1) is not null);

        Assert.InRange(alarms, 0, 3);
    }

    /// <summary>191 of 200.</summary>
    [Fact]
    public void Find_HalfIsGoneFromTheThirtiethDayOn_IsSeenWithinAWeek()
    {
        var seen = Enumerable.Range(1, 200)
            .Select(seed => FirstAlarm(seed, 200, day => day < 30 ? 0.1 : 0.05)).ToArray();

        Assert.All(seen, day => Assert.NotNull(day));
        Assert.InRange(seen.Count(day => day is >= 30 and <= 37), 180, 200);
    }

    [Fact]
    public void Find_TooFewQuestionsOrDays_SaysNothing()
    {
        Assert.Null(HitRateFall.Find([], Start));
        Assert.Null(HitRateFall.Find(Days(14, day => day < 7 ? (28, 20) : (28, 0)), Start.AddDays(14)));
        Assert.Null(HitRateFall.Find(Days(13, day => day < 7 ? (90, 60) : (90, 0)), Start.AddDays(13)));
        Assert.Equal(
            "of 630 first purchases in the last seven days 0.0 % were among the ten best, of 630 in its first seven "
            + "66.7 %",
            HitRateFall.Find(Days(14, day => day < 7 ? (90, 60) : (90, 0)), Start.AddDays(14)));
    }

    [Fact]
    public void With_ALongLife_KeepsTheFirstDaysAndTheNewest()
    {
        var state = new LiveHitRateState();
        for (var day = 0; day < 2 * LiveHitRateState.MaxDays; day++)
            state = state.With("v", Start.AddDays(day), 5, 1).With("v", Start.AddDays(day), 5, 1);

        var days = state.DaysOf("v");

        Assert.Equal(LiveHitRateState.MaxDays, days.Length);
        Assert.Equal(Enumerable.Range(0, 7).Select(day => Start.AddDays(day)), days.Take(7).Select(day => day.Day));
        Assert.Equal(Start.AddDays((2 * LiveHitRateState.MaxDays) - 1), days[^1].Day);
        Assert.All(days, day => Assert.Equal((10, 2), (day.Asked, day.Hits)));
    }

    private static int? FirstAlarm(int seed, int asked, Func<int, double> rate)
    {
        var random = new SplitMix64(seed, 0);
        var days = new List<DayHits>();
        for (var day = 0; day < LifeDays; day++)
        {
            var hits = 0;
            for (var question = 0; question < asked; question++)
                hits += random.NextDouble() < rate(day) ? 1 : 0;
            days.Add(new DayHits(Start.AddDays(day), asked, hits));
            if (HitRateFall.Find(days, Start.AddDays(day + 1)) is not null)
                return day;
        }

        return null;
    }

    private static DayHits[] Days(int count, Func<int, (int Asked, int Hits)> of) =>
    [
        .. Enumerable.Range(0, count).Select(day => new DayHits(Start.AddDays(day), of(day).Asked, of(day).Hits)),
    ];
}
