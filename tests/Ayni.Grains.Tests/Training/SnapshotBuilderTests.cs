using Ayni.Domain.Interactions;
using Ayni.Domain.Training;
using Ayni.Grains.Training;
using Ayni.Recommenders;

namespace Ayni.Grains.Tests.Training;

public sealed class SnapshotBuilderTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly TrainingOptions Unjudged = new() { JudgedShare = 0 };

    [Fact]
    public void Build_Interactions_GivesConfidencesByUserInOrdinalOrder()
    {
        var snapshot = Build(
            Unjudged,
            ("a", "p2", InteractionType.Purchase),
            ("a", "p10", InteractionType.View),
            ("a", "p2", InteractionType.View),
            ("b", "p1", InteractionType.Cart));

        Assert.Equal(["a", "b"], snapshot.UserIds);
        Assert.Equal(["p1", "p10", "p2"], snapshot.ProductIds);
        Assert.Equal([1, 2], snapshot.ByUser.RowColumns(0).ToArray());
        Assert.Equal(
            [Confidence.FromWeight(0.25, 1), Confidence.FromWeight(1.25, 1)], snapshot.ByUser.RowValues(0).ToArray());
        Assert.Equal([0], snapshot.ByUser.RowColumns(1).ToArray());
        Assert.Equal([0.4f, 0.2f, 1f], snapshot.Popularity);
        Assert.Equal(0, snapshot.HeldOut.EntryCount);
    }

    [Fact]
    public void Build_WithoutWeight_LeavesUsersAndProductsOut()
    {
        var options = Unjudged with { Weights = new() { View = 0 } };

        var snapshot = Build(
            options,
            ("a", "p1", InteractionType.View),
            ("b", "p2", InteractionType.Purchase),
            ("b", "p3", InteractionType.View));

        Assert.Equal(["b"], snapshot.UserIds);
        Assert.Equal(["p2"], snapshot.ProductIds);
    }

    [Fact]
    public void Build_NoRows_IsEmpty()
    {
        var snapshot = Build(Unjudged);

        Assert.Empty(snapshot.UserIds);
        Assert.Equal(0, snapshot.ByUser.EntryCount);
    }

    [Fact]
    public void Build_Judged_HoldsOutTheNewestProductWithAllItsWeight()
    {
        var snapshot = Build(
            new TrainingOptions { JudgedShare = 0.5 },
            ("a", "new", InteractionType.View), ("a", "old", InteractionType.Purchase),
            ("a", "new", InteractionType.Purchase), ("b", "old", InteractionType.Purchase));

        // "a" is the only user with two products; "b" cannot be judged.
        Assert.Equal([0], snapshot.HeldOut.RowColumns(0).ToArray());
        Assert.Equal("new", snapshot.ProductIds[0]);
        Assert.Equal([1], snapshot.ByUser.RowColumns(0).ToArray());
        Assert.Equal(1, snapshot.HeldOut.EntryCount);
        Assert.Equal(0, snapshot.Popularity[0]);
    }

    [Fact]
    public void Build_Damped_CountsTheProductsLeftToTrainOn()
    {
        var snapshot = Build(
            new TrainingOptions { JudgedShare = 0.5, ActivityDamping = 1 },
            ("a", "p1", InteractionType.Purchase), ("a", "p2", InteractionType.Purchase),
            ("a", "p3", InteractionType.Purchase), ("a", "p4", InteractionType.Purchase),
            ("a", "p5", InteractionType.Purchase), ("b", "p1", InteractionType.Purchase));

        // "a" has five products, of which one judges: 32 / 4.
        Assert.Equal([8f, 8f, 8f, 8f, 32f], snapshot.ByUser.Values.ToArray());
    }

    [Fact]
    public void Build_Judged_NewestIsByTheShopsClockThenPosition()
    {
        var builder = new SnapshotBuilder(new TrainingOptions { JudgedShare = 0.5 }, Start);
        builder.Add(Row(1, "a", "late", InteractionType.View, Start.AddDays(2)));
        builder.Add(Row(2, "a", "early", InteractionType.View, Start.AddDays(1)));

        var snapshot = builder.Build();

        Assert.Equal("late", snapshot.ProductIds[snapshot.HeldOut.RowColumns(0)[0]]);
    }

    [Fact]
    public void Build_Events_AreInTheOrderOfTheShopsClockWithBaskets()
    {
        var builder = new SnapshotBuilder(Unjudged, Start.AddDays(10));
        builder.Add(Row(1, "a", "p3", InteractionType.Purchase, Start.AddDays(3)));
        builder.Add(Row(2, "a", "p1", InteractionType.Purchase, Start.AddDays(1)));
        builder.Add(Row(3, "a", "p2", InteractionType.View, Start.AddDays(2)));
        builder.Add(Row(4, "a", "p2", InteractionType.Purchase, Start.AddDays(1.5)));
        builder.Add(Row(5, "a", "p3", InteractionType.Purchase, Start.AddDays(3), "order"));
        builder.Add(Row(6, "a", "p1", InteractionType.Purchase, Start.AddDays(9), "order"));

        var events = builder.Build().Events;

        Assert.Equal([0, 1, 1, 2, 2, 0], events.ItemsOf(0).ToArray());
        Assert.Equal([0, 0, ShopperEvents.NoBasket, 1, 2, 2], events.BasketsOf(0).ToArray());
        Assert.Equal(
            [9, 8.5, 8, 7, 7, 1], events.SecondsAgoOf(0).ToArray().Select(seconds => seconds / 86_400.0));
    }

    [Fact]
    public void Build_Judged_LeavesTheHeldOutPairOutOfTheEvents()
    {
        var snapshot = Build(
            new TrainingOptions { JudgedShare = 0.5 },
            ("a", "new", InteractionType.View), ("a", "old", InteractionType.Purchase),
            ("a", "new", InteractionType.Purchase), ("b", "new", InteractionType.Purchase));

        Assert.Equal([1], snapshot.Events.ItemsOf(0).ToArray());
        Assert.Equal([0], snapshot.Events.ItemsOf(1).ToArray());
    }

    [Fact]
    public void Add_UsersAgainstOrder_Throws()
    {
        var builder = new SnapshotBuilder(Unjudged, Start);
        builder.Add(Row(1, "b", "p", InteractionType.View, Start));

        Assert.Throws<InvalidDataException>(() => builder.Add(Row(2, "a", "p", InteractionType.View, Start)));
    }

    [Fact]
    public void Add_UsersInTheOrderOfTheStores_AreTaken()
    {
        // By UTF-8 bytes the full-width letter is first, by UTF-16 units the emoji.
        var snapshot = Build(Unjudged, ("ａ", "p", InteractionType.View), ("🛒", "p", InteractionType.View));

        Assert.Equal(["ａ", "🛒"], snapshot.UserIds);
    }

    private static Snapshot Build(
        TrainingOptions options, params (string User, string Product, InteractionType Type)[] rows)
    {
        var builder = new SnapshotBuilder(options, Start);
        foreach (var (place, row) in rows.Index())
            builder.Add(Row(place + 1, row.User, row.Product, row.Type, Start.AddMinutes(place)));
        return builder.Build();
    }

    private static LoggedInteraction Row(
        long position, string user, string product, InteractionType type, DateTimeOffset timestamp,
        string? order = null) =>
        new(position, new Interaction
        {
            EventId = $"e{position}",
            UserId = user,
            ProductId = product,
            Type = type,
            Timestamp = timestamp,
            OrderId = order,
        });
}
