using Ayni.Domain.Features;
using Ayni.Features.Definitions;
using Ayni.Features.Histories;
using Ayni.Features.Offline;

namespace Ayni.Features.Tests;

/// <summary>No value knows what came after its instant; and a planted leak is found.</summary>
public sealed class PointInTimeTests
{
    private const int Seeds = 20;

    [Fact]
    public void Rows_OfRandomLogs_EqualThoseOfTheLogBeforeThem()
    {
        for (var seed = 1; seed <= Seeds; seed++)
        {
            var log = SampleLog.Of(seed);

            var rows = EventFeatures.Of(log).ToArray();

            Assert.Equal(log.ByPosition.Count, rows.Length);
            Assert.Empty(LeakCheck.FindInRows(rows, log));
        }
    }

    [Fact]
    public void Rows_OfOneInstant_DoNotSeeEachOther()
    {
        var log = new FeatureLog(
            [
                SampleLog.Row(1, "u", "lamp", Purchase, SampleLog.Start, 1, "o1"),
                SampleLog.Row(2, "u", "mug", Purchase, SampleLog.Start, 1, "o1"),
                SampleLog.Row(3, "u", "lamp", Purchase, SampleLog.Start.AddMilliseconds(1), 1, "o2"),
            ],
            SampleLog.Facts);

        var rows = EventFeatures.Of(log).Select(row => ValueOf(row, "total_purchases_user")).ToArray();

        Assert.Equal([FeatureValue.OfCount(0), FeatureValue.OfCount(0), FeatureValue.OfCount(1)], rows);
    }

    [Fact]
    public void FindInRows_RowsMadeAfterTheEvent_AreFound()
    {
        var log = SampleLog.Of(seed: 1);

        // The slip of many a feature table: the event is applied first, then its row is written.
        var leaky = EventFeatures.Of(log).Select(row =>
        {
            var user = new UserHistory();
            foreach (var logged in log.ByTime.Where(logged =>
                logged.Interaction.UserId == row.Logged.Interaction.UserId
                && logged.Interaction.Timestamp <= row.Logged.Interaction.Timestamp))
                user.Apply(log.EventOf(logged));
            user.MoveTo(row.Logged.Interaction.Timestamp.AddMilliseconds(1));
            var values = row.Values.ToArray();
            UserFeatures.All.ValuesOf(user).CopyTo(values, InteractionFeatures.All.Count);
            return row with { Values = values };
        });

        var leaks = LeakCheck.FindInRows(leaky, log).ToArray();

        Assert.Contains(leaks, leak => leak.Feature == "total_interactions_user");
        Assert.Contains(leaks, leak => leak.Feature == "total_spend_user");
        Assert.DoesNotContain(leaks, leak => leak.Feature == "purchases_28d_product");
    }

    [Fact]
    public void FindInUsers_Ours_None_AFeatureThatPeeks_Found()
    {
        var peeking = UserFeatures.All[0] with
        {
            Name = "future_interactions_user",
            Compute = user => FeatureValue.OfCount(user.Held),
        };
        for (var seed = 1; seed <= Seeds; seed++)
        {
            var log = SampleLog.Of(seed);
            var events = log.ByPosition
                .Where(logged => logged.Interaction.UserId == "u1").Select(log.EventOf).ToArray();
            var instants = log.ByTime.Where((_, index) => index % 40 == 20)
                .Select(logged => logged.Interaction.Timestamp).ToArray();

            Assert.Empty(LeakCheck.FindInUsers(UserFeatures.All, events, instants));
            Assert.All(
                LeakCheck.FindInUsers([.. UserFeatures.All, peeking], events, instants),
                leak => Assert.Equal("future_interactions_user", leak.Feature));
            Assert.NotEmpty(LeakCheck.FindInUsers([.. UserFeatures.All, peeking], events, instants));
        }
    }

    [Fact]
    public void FindInProducts_Ours_None_AFeatureThatPeeks_Found()
    {
        var peeking = ProductFeatures.All[0] with
        {
            Name = "future_interactions_product",
            Compute = product => FeatureValue.OfCount(product.Held),
        };
        var log = SampleLog.Of(seed: 3);
        var events = log.ByPosition
            .Where(logged => logged.Interaction.ProductId == "mug").Select(log.EventOf).ToArray();
        DateTimeOffset[] instants = [SampleLog.Start.AddDays(100), SampleLog.Start.AddDays(300)];

        Assert.Empty(LeakCheck.FindInProducts(ProductFeatures.All, events, instants));
        Assert.Equal(2, LeakCheck.FindInProducts([.. ProductFeatures.All, peeking], events, instants).Count());
    }

    private static Domain.Interactions.InteractionType Purchase => Domain.Interactions.InteractionType.Purchase;

    private static FeatureValue ValueOf(EventRow row, string name) =>
        row.Values[EventFeatures.Columns.Select(column => column.Name).ToList().IndexOf(name)];
}
