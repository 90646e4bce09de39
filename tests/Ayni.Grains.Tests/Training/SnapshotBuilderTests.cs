using Ayni.Domain.Interactions;
using Ayni.Domain.Training;
using Ayni.GrainInterfaces.Models;
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
    public void Build_AllOfOneInstant_HoldsOutWhatIsDrawnWhateverTheOrder()
    {
        var options = new TrainingOptions { JudgedShare = 0.5 };
        var rows = Enumerable.Range(0, 200).Select(number => Row(
            number + 1, $"u{number / 10}", $"p{number % 10}", InteractionType.Purchase, Start)).ToList();
        var reversed = rows.ConvertAll(row => row with { Position = 201 - row.Position });

        var heldOut = HeldOut(Build(options, active: null, rows));

        Assert.InRange(heldOut.OfType<string>().Distinct().Count(), 4, 10);
        Assert.Equal(heldOut, HeldOut(Build(options, null, [.. reversed.OrderBy(row => row.Position)])));
    }

    [Fact]
    public void Build_Positives_HoldsOutTheNewestOfThem()
    {
        var rows = new[]
        {
            ("a", "liked", InteractionType.Purchase), ("a", "seen", InteractionType.View),
            ("b", "seen", InteractionType.View), ("b", "liked", InteractionType.View),
        };

        var purchases = Build(new TrainingOptions { JudgedShare = 0.5, Positives = PositiveKind.Purchases }, rows);
        var auto = Build(new TrainingOptions { JudgedShare = 0.5, Positives = PositiveKind.Auto }, rows);
        var views = Build(new TrainingOptions { JudgedShare = 0.5, Positives = PositiveKind.Views }, rows);

        // "b" bought nothing, so nobody can ask what; of "a" the purchase counts, though a view came after it.
        Assert.Equal("liked,", string.Join(',', HeldOut(purchases)));
        Assert.Equal((PositiveKind.Purchases, "liked,"), (auto.Positives, string.Join(',', HeldOut(auto))));
        Assert.Equal("seen,liked", string.Join(',', HeldOut(views)));
    }

    [Fact]
    public void Build_Searched_AreOthersThanTheJudgedAndStayInTrain()
    {
        var rows = Enumerable.Range(0, 40).SelectMany(user => new[]
        {
            ($"u{user:D2}", "old", InteractionType.Purchase), ($"u{user:D2}", "new", InteractionType.Purchase),
        });

        var snapshot = Build(new TrainingOptions { JudgedShare = 0.1 }, [.. rows]);

        Assert.Equal((20, 20), (snapshot.HeldOut.EntryCount, snapshot.Searched.EntryCount));
        for (var user = 0; user < 40; user++)
        {
            Assert.Equal(1, snapshot.HeldOut.RowLength(user) + snapshot.Searched.RowLength(user));
            Assert.Equal(1 + snapshot.Searched.RowLength(user), snapshot.ByUser.RowLength(user));
        }

        Assert.Equal(0, Build(Unjudged, [.. rows]).Searched.EntryCount);
    }

    [Fact]
    public void Build_AfterAnActiveVersion_SaysWhichPairsItWasNotTrainedOn()
    {
        // The active version was trained on positions 1 to 120 and held out what this run would of the same log.
        var options = new TrainingOptions { JudgedShare = 0.1 };
        var before = Enumerable.Range(0, 60).SelectMany(user => new[]
        {
            Row((2 * user) + 1, $"u{user:D2}", "old", InteractionType.Purchase, Start),
            Row((2 * user) + 2, $"u{user:D2}", "new", InteractionType.Purchase, Start.AddDays(1)),
        }).ToList();
        var after = Enumerable.Range(0, 60).Where(user => user % 3 == 0).Select(
            user => Row(121 + user, $"u{user:D2}", "newest", InteractionType.Purchase, Start.AddDays(2)));
        var other = Version(options with { Seed = 9 });

        var same = Build(options, Version(options), before);
        var grown = Build(options, Version(options), [.. before, .. after]);
        var otherSeed = Build(options, other, before);
        var heldOutThen = Build(other.Options, active: null, before);

        // Alone, it shares all that is held out; of those who came back the newest is new to it too.
        Assert.Equal(30, same.Compared.EntryCount);
        Assert.Equal(30, grown.Compared.EntryCount);
        Assert.Equal(
            HeldOut(otherSeed).Zip(HeldOut(heldOutThen), (now, then) => now is not null && now == then),
            Enumerable.Range(0, 60).Select(user => otherSeed.Compared.RowLength(user) > 0));
        Assert.InRange(otherSeed.Compared.EntryCount, 1, 29);
        Assert.Equal(0, Build(options, active: null, before).Compared.EntryCount);
    }

    private static ModelVersion Version(TrainingOptions options) => new()
    {
        Version = "before",
        AsOfPosition = 120,
        Options = options,
        ReferenceTime = Start.AddDays(1),
        CodeVersion = "1",
        PublishedAt = Start,
        Users = 60,
        Products = 2,
        ContentHash = "",
    };

    private static string?[] HeldOut(Snapshot snapshot) =>
    [
        .. Enumerable.Range(0, snapshot.UserIds.Length).Select(user => snapshot.HeldOut.RowLength(user) == 0
            ? null
            : snapshot.ProductIds[snapshot.HeldOut.RowColumns(user)[0]]),
    ];

    private static Snapshot Build(TrainingOptions options, ModelVersion? active, List<LoggedInteraction> rows)
    {
        var builder = new SnapshotBuilder(options, Start, active);
        foreach (var row in rows.OrderBy(row => row.Interaction.UserId, StringComparer.Ordinal))
            builder.Add(row);
        return builder.Build();
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
