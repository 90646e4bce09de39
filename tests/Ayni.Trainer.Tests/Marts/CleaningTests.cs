using Ayni.Data.Mart.Cleaning;
using Ayni.Data.Mart.Versions;
using Ayni.Domain.Errors;
using Ayni.Domain.Interactions;
using CsCheck;
using static Ayni.Trainer.Tests.Marts.MartShop;

namespace Ayni.Trainer.Tests.Marts;

public class CleaningTests
{
    [Fact]
    public async Task Bots_FastOrEndlessOrCrawling_AreDroppedWhole_PeopleStay()
    {
        var step = new BotStep
        {
            MaxEventsPerHour = 30,
            MaxEventsPerDay = 60,
            ViewsOnly = 50,
            CrawlProducts = 20,
            CrawlShare = 0.9,
        };
        var rows = Views("fast", 31, minutesApart: 1, products: 1)
            .Concat(Views("tireless", 61, minutesApart: 5, products: 1))
            .Concat(Views("looks-only", 50, minutesApart: 100, products: 3))
            .Concat(Views("crawler", 25, minutesApart: 100, products: 25))
            .Concat(Views("person", 30, minutesApart: 50, products: 8))
            .Append(Event("crawler-cart", "crawler", "p1", InteractionType.Cart, 9_000))
            .Append(Event("tireless-bought", "tireless", "p1", InteractionType.Purchase))
            .Concat(Enumerable.Range(0, 400).Select(line => Event(
                $"invoice-{line}", "wholesaler", $"p{line}", InteractionType.Purchase, score: 2)));

        var manifest = await MakeAsync(new CleaningSteps { Bots = step }, [.. rows]);

        Assert.Equal(
            [
                "bots.crawl 26 of 1", "bots.events_per_day 62 of 1", "bots.events_per_hour 31 of 1",
                "bots.views_only 50 of 1",
            ],
            Describe(manifest, RuleAction.Drop));
        Assert.Equal(430, manifest.RowsKept);
    }

    [Fact]
    public async Task MissingValues_UnknownAndUnpriced_AreCountedAsDeclared()
    {
        Interaction[] rows =
        [
            Event("1", "ana", "p1", InteractionType.View),
            Event("2", "ana", "p0", InteractionType.View),
            Event("3", "ana", "ghost", InteractionType.View),
            Event("4", "ben", "ghost", InteractionType.Purchase),
            Event("5", "ben", null, InteractionType.Search),
        ];

        var dropped = await MakeAsync(new CleaningSteps { MissingValues = new MissingValueStep() }, rows);
        var kept = await MakeAsync(
            new CleaningSteps { MissingValues = new() { UnknownProduct = RuleAction.Keep, NoPrice = RuleAction.Drop } },
            rows);

        Assert.Equal(["missing_values.unknown_product 2 of 2"], Describe(dropped, RuleAction.Drop));
        Assert.Equal(["missing_values.no_price 1 of 1"], Describe(dropped, RuleAction.Keep));
        Assert.Equal([3L, 4L], dropped.Rules.Single(rule => rule.Rule == "unknown_product").Examples);
        Assert.Equal(["missing_values.no_price 1 of 1"], Describe(kept, RuleAction.Drop));
        Assert.Equal((5L, 3L, 4L), (dropped.RowsRead, dropped.RowsKept, kept.RowsKept));
    }

    [Fact]
    public async Task MissingValues_OfAShopWithoutACatalogue_DropNothing()
    {
        await using var shop = await OpenAsync();
        await shop.AppendAsync(Event("1", "ana", "p1", InteractionType.View));

        var manifest = await shop.MakeAsync("mart", CleaningSteps.Default);

        Assert.Equal(1, manifest.RowsKept);
        Assert.Equal(["missing_values.unknown_product 1 of 1"], Describe(manifest, RuleAction.Keep));
    }

    [Fact]
    public async Task Duplicates_WithinTheSeconds_LeaveTheFirst_PurchasesStay()
    {
        const double second = 1 / 60.0;
        var manifest = await MakeAsync(
            new CleaningSteps { Duplicates = new DuplicateStep { WithinSeconds = 2 } },
            Event("late", "ana", "p1", InteractionType.View, 1.5 * second),
            Event("first", "ana", "p1", InteractionType.View),
            Event("same", "ana", "p1", InteractionType.View),
            Event("again", "ana", "p1", InteractionType.View, 3 * second),
            Event("other-product", "ana", "p2", InteractionType.View, second),
            Event("other-user", "ben", "p1", InteractionType.View, second),
            Event("other-type", "ana", "p1", InteractionType.Cart, second),
            Event("bought", "ana", "p1", InteractionType.Purchase, score: 1),
            Event("bought-again", "ana", "p1", InteractionType.Purchase, score: 1),
            Event("search", "ana", null, InteractionType.Search) with { Query = "pan" },
            Event("search-else", "ana", null, InteractionType.Search) with { Query = "vino" });

        Assert.Equal(["duplicates.exact 1 of 1", "duplicates.near 1 of 1"], Describe(manifest, RuleAction.Drop));
        Assert.Equal(9, manifest.RowsKept);
    }

    [Fact]
    public async Task Outliers_OneWildQuantityAndPrice_AreFound_AndNoneWithoutThem()
    {
        var rows = Enumerable.Range(0, 200)
            .Select(i => Event($"e{i}", $"u{i % 20}", $"p{i % 8}", InteractionType.Purchase, i, 1 + (i % 12)))
            .ToArray();
        var wild = Event("wild", "u1", "p1", InteractionType.Purchase, score: 80_995);
        var steps = new CleaningSteps { Outliers = new OutlierStep() };

        var clean = await MakeAsync(steps, rows);
        var found = await MakeAsync(steps, [.. rows, wild, Event("dear", "u2", "dear", InteractionType.View)]);

        Assert.Empty(clean.Rules);
        Assert.Equal(["outliers.quantity 1 of 1"], Describe(found, RuleAction.Drop));
        Assert.Equal(["outliers.price 1 of 1"], Describe(found, RuleAction.Keep));
        Assert.InRange(found.Fitted!.Quantity!.High, 100, 5_000);
    }

    [Fact]
    public void LogSpread_AnyNumbers_AgreesWithSorting() => Gen.Double[0.01, 1e6].Array[1, 200].Sample(numbers =>
    {
        var spread = new LogSpread();
        foreach (var number in numbers)
            spread.Add(number);
        var step = new OutlierStep();

        var range = spread.Range(step)!;

        var logs = numbers.Select(number => Math.Log(number)).Order().ToArray();
        var median = logs[(logs.Length - 1) / 2];
        var mad = logs.Select(log => Math.Abs(log - median)).Order().ToArray()[(logs.Length - 1) / 2];
        var reach = step.MaxDeviations * Math.Max(1.4826 * mad, step.MinSpread);

        // Bins of a thousandth move the median and the deviation by half of one each, the deviation six times.
        Assert.InRange(Math.Log(range.High) - (median + reach), -0.012, 0.012);
        Assert.InRange(Math.Log(range.Low) - (median - reach), -0.012, 0.012);
    });

    [Theory]
    [InlineData("""{"bots": {"max_events_per_hour": 0}}""", "bots.max_events_per_hour is 0; it must be at least 1")]
    [InlineData("""{"bots": {"crawl_share": 1.5}}""", "bots.crawl_share is 1.5; it must be above 0 and at most 1")]
    [InlineData("""{"duplicates": {"within_seconds": -1}}""", "within_seconds is -1; it must be 0 to 86,400")]
    [InlineData("""{"outliers": {"min_spread": 0}}""", "outliers.min_spread is 0; it must be above 0")]
    [InlineData("""{"robots": {}}""", "robots")]
    [InlineData("""{"missing_values": {"no_price": "delete"}}""", "no_price")]
    [InlineData("null", "it is null")]
    public void Load_WhatIsWrong_IsNamed(string json, string message)
    {
        using var workspace = new Workspace();

        var error = Assert.Throws<AyniException>(() => CleaningSteps.Load(workspace.Write("steps.json", json)));

        Assert.Equal(ErrorCodes.Invalid, error.Code);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_AMemberLeftOut_IsAStepNotTaken_AndAnEmptyOneItsDefaults()
    {
        using var workspace = new Workspace();

        var steps = CleaningSteps.Load(workspace.Write(
            "steps.json", """{"bots": {}, "duplicates": {"within_seconds": 5, "types": ["view"]}}"""));

        Assert.Equal(new BotStep(), steps.Bots);
        Assert.Equal((5, "view"), (steps.Duplicates!.WithinSeconds, steps.Duplicates.Types.Single()));
        Assert.Null(steps.MissingValues);
        Assert.Null(steps.Outliers);
    }

    private static async Task<MartManifest> MakeAsync(CleaningSteps steps, params Interaction[] rows)
    {
        await using var shop = await OpenAsync();
        await shop.Stores.Catalog.UpsertAsync(
        [
            Product("p0", null),
            Product("dear", 9_999_999),
            .. Enumerable.Range(1, 400).Select(index => Product($"p{index}", 10 + (index % 7))),
        ]);
        await shop.AppendAsync(rows);
        return await shop.MakeAsync("mart", steps, layout: new());
    }

    private static IEnumerable<Interaction> Views(string user, int count, double minutesApart, int products) =>
        Enumerable.Range(0, count).Select(index => Event(
            $"{user}-{index}", user, $"p{1 + (index % products)}", InteractionType.View, index * minutesApart));

    private static IEnumerable<string> Describe(MartManifest manifest, RuleAction action) => manifest.Rules
        .Where(rule => rule.Action == action)
        .Select(rule => $"{rule.Step}.{rule.Rule} {rule.Rows} of {rule.Users}");
}
