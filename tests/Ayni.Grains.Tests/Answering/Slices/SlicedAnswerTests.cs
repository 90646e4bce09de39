using System.Globalization;
using Ayni.Domain.Interactions;
using Ayni.Domain.Scenarios;
using Ayni.Domain.Users;
using Ayni.GrainInterfaces.Users;
using Ayni.Grains.Answering;
using Ayni.Grains.Catalog;
using Ayni.Grains.Tests.Catalog;
using Ayni.Grains.Users;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;

namespace Ayni.Grains.Tests.Answering;

/// <summary>The wide part of answers over a catalogue in parts is that over one table, bit for bit.</summary>
public sealed class SlicedAnswerTests : IDisposable
{
    private const int Trials = 400;

    private static readonly DateTimeOffset Now = DateTimeOffset.UnixEpoch.AddDays(401);

    private static readonly string[] Filters =
    [
        "product.price >= 20", "product.brand == \"nandu\"", "product.category.under(\"c1\") || product.stock > 3",
        "product.price > context.price", "product.brand == \"no such brand\"",
    ];

    private static readonly IndexTable Whole = SlicedShop.Whole();

    // One product of it nobody knows.
    private static readonly SegmentPopularity Segment = new(
        [.. RandomShop.Catalogue.Where((_, index) => index % 3 == 0).Select(product => product.ProductId), "gone"],
        [.. RandomShop.Catalogue.Where((_, index) => index % 3 == 0).Select((_, index) => 0.25f * (index % 9 + 1)), 7]);

    private readonly ServiceProvider _services = new ServiceCollection()
        .AddSerializer(builder => builder.AddAssembly(typeof(SliceQuestion).Assembly)
            .AddAssembly(typeof(RecommendationRequest).Assembly)
            .AddAssembly(typeof(Scenario).Assembly))
        .BuildServiceProvider();

    public void Dispose() => _services.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(7)]
    public async Task Find_RandomRequests_EqualsOneTable(int partitions)
    {
        var table = SlicedShop.Cut(partitions, [.. Enumerable.Range(0, partitions)]);
        var random = new Random(1128);
        var serializer = _services.GetRequiredService<Serializer>();
        var (found, lifted) = (0, 0);
        for (var trial = 0; trial < Trials; trial++)
        {
            var (scenario, request, shopper) = RandomRequest(random);
            var count = random.Next(1, 60);
            var expected = FindWhole(scenario, request, shopper, count);

            var gathered = SlicedShop.Gather(table, request.View, ProductsOf(request, shopper));
            var question = QuestionOf(scenario, request, shopper, gathered.Snapshot);
            var scorers = ScorerFactory.OfScenario(question);
            var asked = SliceQuestion.Of(
                question, ScorerPlans.Of(scorers, gathered), gathered.Attributes, count, new HashSet<string>());

            // Some of them as they arrive at another silo.
            if (trial % 10 == 0)
                asked = serializer.Deserialize<SliceQuestion>(serializer.SerializeToArray(asked))!;
            var actual = await SliceMerge.FindAsync(question, asked, 0, round =>
            {
                var slices = FindIn(table, round);
                lifted += round.SoldOut.IsEmpty ? 0 : slices.Sum(slice => slice.Candidates.Length);
                return Task.FromResult<IReadOnlyList<FoundSlice>>(slices);
            });

            AssertEqual(expected, actual);
            Assert.Equal(
                QuestionOf(scenario, request, shopper, Whole.Current).Rules.Warnings.AsEnumerable(),
                question.Rules.Warnings.AsEnumerable());
            found += actual.Candidates.Count;
        }

        Assert.True(found > 10 * Trials, $"Only {found} candidates in {Trials} trials.");
        Assert.True(lifted > Trials, $"Only {lifted} candidates stand in for others.");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(7)]
    public void OriginsOf_CandidatesOfAllParts_EqualThoseOfOneTable(int partitions)
    {
        var table = SlicedShop.Cut(partitions, [.. Enumerable.Range(0, partitions)]);
        var random = new Random(7);
        var origins = 0;
        for (var trial = 0; trial < 40; trial++)
        {
            var (scenario, request, shopper) = RandomRequest(random);
            var whole = QuestionOf(scenario, request, shopper, Whole.Current);
            var scorers = ScorerFactory.OfScenario(whole);
            var candidates = Retriever.Find(whole, scorers, 20, 0, new HashSet<string>()).Candidates;

            var gathered = SlicedShop.Gather(
                table,
                request.View,
                [.. ProductsOf(request, shopper).Union(candidates.Select(candidate => candidate.ProductId))]);
            var sliced = ScorerFactory.OfScenario(QuestionOf(scenario, request, shopper, gathered.Snapshot));

            Assert.Equal(scorers.Select(scorer => scorer.Name), sliced.Select(scorer => scorer.Name));
            foreach (var candidate in candidates)
            {
                var row = gathered.Snapshot.Ids.RowOf(candidate.ProductId);
                foreach (var (one, other) in scorers.Zip(sliced))
                {
                    Assert.Equal(one.OriginsOf(candidate.Row), other.OriginsOf(row));
                    origins += one.OriginsOf(candidate.Row).Count;
                }
            }
        }

        Assert.True(origins > 1_000, $"Only {origins} origins.");
    }

    [Fact]
    public void Fold_FromGatheredProducts_EqualsTheWholeModel()
    {
        var table = SlicedShop.Cut(7, [.. Enumerable.Range(0, 7)]);
        var random = new Random(11);
        var known = 0;
        for (var trial = 0; trial < 100; trial++)
        {
            var shopper = RandomShopper(random);
            var gathered = SlicedShop.Gather(table, ProductsOf(new RecommendationRequest(), shopper));

            var folded = shopper.Fold(gathered.Snapshot.Model!);

            Assert.Equal(shopper.Fold(Whole.Model!)?.Factor, folded?.Factor);
            known += folded is null ? 0 : 1;
        }

        Assert.True(known > 50, $"Only {known} shoppers met a product that the model knows.");
    }

    [Fact]
    public void Likeness_OfGatheredProducts_EqualsThatOfRows()
    {
        var gathered = SlicedShop.Gather(
            SlicedShop.Cut(4, 0, 1, 2, 3), [.. RandomShop.Catalogue.Select(product => product.ProductId)]);
        var (whole, few) = (new Likeness(Whole.Current), new Likeness(gathered.Snapshot));
        var known = 0;
        for (var one = 0; one < gathered.Snapshot.Count; one += 3)
        {
            for (var other = 0; other < gathered.Snapshot.Count; other += 5)
            {
                var expected = whole.Of(WholeRow(one), WholeRow(other));
                Assert.Equal(expected, Likeness.Of(few.TraitsOf(one), few.TraitsOf(other)));
                known += float.IsNaN(expected) ? 0 : 1;
            }
        }

        Assert.True(known > 1_000, $"Only {known} pairs are known.");
        int WholeRow(int row) => Whole.Current.Ids.RowOf(gathered.Snapshot.Ids[row]);
    }

    private static FoundSlice[] FindIn(IndexTable table, SliceQuestion asked)
    {
        var words = table.Slices!.Words.Schema;
        return [.. table.Slices.Held.Values.Select(slice => SliceScan.Find(slice, words, asked, TrendsOf))];
    }

    private static Retrieved FindWhole(
        Scenario scenario, RecommendationRequest request, ShopperFacts shopper, int count)
    {
        var question = QuestionOf(scenario, request, shopper, Whole.Current);
        return Retriever.Find(question, ScorerFactory.OfScenario(question), count, 0, new HashSet<string>());
    }

    private static void AssertEqual(Retrieved expected, Retrieved actual)
    {
        Assert.Equal(expected.HasMore, actual.HasMore);
        Assert.Equal(
            expected.Candidates.Select(one => (one.ProductId, one.Rank, one.Score, one.IsNew, one.IsCatalogued)),
            actual.Candidates.Select(one => (one.ProductId, one.Rank, one.Score, one.IsNew, one.IsCatalogued)));
        Assert.Equal(
            expected.Candidates.SelectMany(one => one.Parts).Select(BitConverter.SingleToInt32Bits),
            actual.Candidates.SelectMany(one => one.Parts).Select(BitConverter.SingleToInt32Bits));
        Assert.Equal(SumsOf(expected), SumsOf(actual));
    }

    // A rule that has two conditions has two entries.
    private static List<(string, int)> SumsOf(Retrieved found) =>
    [
        .. found.Losses.GroupBy(loss => loss.Rule).Select(losses => (losses.Key, losses.Sum(loss => loss.Products))),
    ];

    private static (Scenario Scenario, RecommendationRequest Request, ShopperFacts Shopper) RandomRequest(Random random)
    {
        ScenarioSource[] sources =
        [
            .. SourceNames.All.OrderBy(_ => random.Next()).Take(random.Next(1, 5))
                .Select(name => new ScenarioSource(name, random.Next(1, 5) / 2.0)),
        ];
        var scenario = new Scenario
        {
            Name = "random",
            Sources = [.. sources],
            WindowDays = random.Next(2) == 0 || !sources.Any(source => SourceNames.LookBack.Contains(source.Name))
                ? null
                : random.Next(1, 91),
            Filter = random.Next(2) == 0 ? null : Filters[random.Next(Filters.Length)],
            Boosters = random.Next(2) == 0
                ? []
                : [new BoosterRule("product.discount > 0.2 ? 1.5 : 1", "deal"), new BoosterRule("0.5", "half")],
            ExcludedProducts = [.. Ids(random, 5)],
            Blocked = random.Next(3) == 0 ? new BlockedProducts { Products = [.. Ids(random, 20), "unknown"] } : null,
            ExcludeSeen = random.Next(2) == 0
                ? []
                : [new(InteractionType.Purchase, null), new(InteractionType.View, random.Next(1, 100))],
            NewShare = random.Next(3) == 0 ? 0.3 : 0,
            Diversity = random.Next(3) == 0 ? 0.4 : 0,
            Objective = Enum.GetValues<Objective>()[random.Next(Enum.GetValues<Objective>().Length)],
        };
        var request = new RecommendationRequest
        {
            MinPrice = random.Next(4) == 0 ? random.Next(50) : null,
            Store = random.Next(3) switch { 0 => null, 1 => "s1", _ => "s9" },
            Group = random.Next(3) switch { 0 => null, 1 => "g1", _ => "g9" },
            Cart = [.. Ids(random, random.Next(3))],
            Among = random.Next(6) == 0 ? [.. Ids(random, 40)] : [],
            ContextProduct = random.Next(2) == 0 ? null : Ids(random, 1).Single(),
            AllowsOnPage = random.Next(4) == 0,
        };
        return (scenario, request, RandomShopper(random));
    }

    private static ShopperFacts RandomShopper(Random random)
    {
        LoggedInteraction[] history =
        [
            .. Enumerable.Range(0, random.Next(1, 40)).Select(n => new LoggedInteraction(n + 1, new Interaction
            {
                EventId = n.ToString(CultureInfo.InvariantCulture),
                UserId = "u",
                ProductId = RandomShop.Catalogue[random.Next(100)].ProductId,
                Type = n % 2 == 0 ? InteractionType.View : InteractionType.Purchase,
                Timestamp = Now.AddDays(-3 * random.Next(40)).AddHours(-n),
            })),
        ];
        return new ShopperFacts
        {
            Profile = new UserProfile { Segment = "vip" },
            History = history,
            Fold = model => FoldIn.Solve(model, history),
        };
    }

    private static string[] ProductsOf(RecommendationRequest request, ShopperFacts shopper) =>
    [
        .. shopper.History.Select(logged => logged.Interaction.ProductId!)
            .Concat(request.Cart)
            .Concat(request.ContextProduct is { } context ? [context] : [])
            .Distinct(),
    ];

    private static IEnumerable<string> Ids(Random random, int count) => Enumerable.Range(0, count)
        .Select(_ => RandomShop.Catalogue[random.Next(RandomShop.Catalogue.Count)].ProductId);

    // Some products are in demand, whatever the rows, and otherwise over another time.
    private static float[] TrendsOf(IndexSnapshot snapshot, DemandWindow window) =>
    [
        .. Enumerable.Range(0, snapshot.Count).Select(
            row => snapshot.Ids[row].GetHashCode(StringComparison.Ordinal) % 3 == 0
                ? float.NaN
                : snapshot.Ids[row].Length * (window.Fades ? 1 : 2) / (7f + window.Days)),
    ];

    private static Question QuestionOf(
        Scenario scenario, RecommendationRequest request, ShopperFacts shopper, IndexSnapshot snapshot)
    {
        var context = request.ContextProduct is { } id
            ? RandomShop.Catalogue.First(product => product.ProductId == id).For(request.View)
            : null;
        var seen = snapshot.For(request.View);
        return new Question
        {
            Request = request,
            Scenario = scenario,
            Rules = ProductRuleSet.Of(scenario, request, seen, context, shopper.Profile, Now),
            Shopper = shopper,
            Snapshot = seen,
            Trends = window => TrendsOf(seen, window),
            Segment = Segment,
            Context = context,
            Cursor = ListCursor.Start,
            Now = Now,
        };
    }
}
