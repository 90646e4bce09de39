using System.Globalization;
using Ayni.Domain.Catalog;
using Ayni.Domain.Errors;
using Ayni.Domain.Interactions;
using Ayni.Domain.Scenarios;
using Ayni.Domain.Users;
using Ayni.Filters;
using Ayni.GrainInterfaces.Users;
using Ayni.Grains.Answering;
using Ayni.Grains.Catalog;
using Ayni.Grains.Tests.Catalog;
using Ayni.Grains.Users;

namespace Ayni.Grains.Tests.Answering;

/// <summary>The wide part of answers against a plain search over everything.</summary>
public sealed class RetrieverTests
{
    private const int Trials = 10_000;

    private static readonly DateTimeOffset Now = DateTimeOffset.UnixEpoch.AddDays(401);

    private static readonly IndexSnapshot Snapshot = RandomShop.TableOf(40).Current;

    private static readonly string[] Good =
    [
        "product.price >= 20", "product.price < 60", "product.category.under(\"c1\")", "product.brand == \"nandu\"",
        "product.brand != \"SOL\"", "\"t1\" in product.tags", "product.discount > 0.1", "product.age_days < 200",
        "has(product.parent_id)", "product.stock > 3", "!(product.category.under(\"C0 > D1\"))",
        "product.price > context.price", "user.segment == \"vip\"",
    ];

    private static readonly string[] Bad =
    [
        "product.prise > 3", "product.price >", "product.price > \"x\"", "price < 3", "product.category", "1 + 1",
        "product.brand.under(3)", "(product.price > 3", "\"t1\" in product.price", "product.tags > 2",
    ];

    private static readonly string[] Boosters =
    [
        "product.discount > 0.2 ? 1.5 : 1", "product.brand == \"Sol\" ? 2 : 0.5", "1 + product.discount", "0.5",
        "product.stock < 3 ? 0 : 1",
    ];

    [Fact]
    public void Find_RandomRequests_EqualsBruteForceOrSaysWhatIsWrong()
    {
        var random = new Random(20261127);
        var refused = 0;
        for (var trial = 0; trial < Trials; trial++)
        {
            var (scenario, request, isBad) = RandomRequest(random);
            if (isBad)
            {
                Assert.Throws<FilterException>(() => QuestionOf(scenario, request));
                refused++;
                continue;
            }

            var question = QuestionOf(scenario, request);
            var scorers = ScorersOf(question, random);
            var count = random.Next(1, 60);

            var found = Retriever.Find(question, scorers, count, 0, new HashSet<string>());

            var expected = BruteForce(question, scorers);
            Assert.Equal(
                expected.Take(count).Select(candidate => (candidate.ProductId, candidate.Score)),
                found.Candidates.Take(count).Select(candidate => (candidate.ProductId, Lifted(question, candidate))));
            Assert.Equal(expected.Count > count, found.HasMore);
        }

        Assert.InRange(refused, Trials / 20, Trials / 4);
    }

    [Fact]
    public void Find_EveryLoss_IsNamedWithItsNumber()
    {
        var request = new RecommendationRequest { MaxPrice = 50 };
        var scenario = ShippedScenarios.All["popular"] with { ExcludedProducts = ["i7", "i14"] };

        var found = Retriever.Find(
            QuestionOf(scenario, request), [.. ScorerFactory.OfScenario(QuestionOf(scenario, request))], 1_000, 0,
            new HashSet<string>());

        var all = RandomShop.Catalogue.Count;
        var available = RandomShop.Catalogue.Count(product => product.IsAvailable);
        Assert.Equal(all - available, LossOf(RuleNames.Unavailable));
        Assert.Equal(
            RandomShop.Catalogue.Count(product => product.IsAvailable && product.Stores.Count > 0),
            LossOf(RuleNames.Visibility));
        Assert.Equal(
            RandomShop.Catalogue.Count(
                product => product.IsAvailable && product.Stores.Count == 0 && !(product.Price <= 50)),
            LossOf(RuleNames.Filter));
        int LossOf(string rule) =>
            found.Losses.Where(loss => loss.Rule == rule).Sum(loss => loss.Products);
    }

    [Fact]
    public void Find_WithSomeSkipped_GivesTheRest()
    {
        var question = QuestionOf(ShippedScenarios.All["popular"], new RecommendationRequest());
        IReadOnlyList<Scorer> scorers = [.. ScorerFactory.OfScenario(question)];
        var all = Retriever.Find(question, scorers, 50, 0, new HashSet<string>());
        var skipped = all.Candidates.Take(20)
            .Select(candidate => candidate.ProductId)
            .ToHashSet(StringComparer.Ordinal);

        var rest = Retriever.Find(question, scorers, 30, 0, skipped);

        Assert.Equal(
            all.Candidates.Skip(20).Select(candidate => candidate.ProductId),
            rest.Candidates.Select(candidate => candidate.ProductId));
    }

    [Fact]
    public void Find_ManyAnswersUnderWay_ShareTheMemoryOfAScan()
    {
        var scenario = ShippedScenarios.All["cart"];
        var snapshot = RandomShop.TableOf(40, RandomShop.NewModel()).Current;
        var question = QuestionOf(scenario, new RecommendationRequest { Cart = ["i3", "i10"] }) with
        {
            Snapshot = snapshot,
        };
        IReadOnlyList<Scorer>[] underWay =
            [.. Enumerable.Range(0, 20).Select(_ => ScorerFactory.OfScenario(question))];
        var neighbours = underWay[0].Count(scorer => scorer is NeighbourSource);

        var found = Array.ConvertAll(
            underWay, scorers => Retriever.Find(question, scorers, 10, 0, new HashSet<string>()));

        Assert.InRange(neighbours, 1, int.MaxValue);
        Assert.Equal(neighbours, snapshot.Model!.FreeScores);
        Assert.All(found, retrieved => Assert.Equal(IdsOf(found[0]), IdsOf(retrieved)));

        static IEnumerable<string> IdsOf(Retrieved retrieved) =>
            retrieved.Candidates.Select(candidate => candidate.ProductId);
    }

    private static double Lifted(Question question, Candidate candidate)
    {
        float[] total = [(float)candidate.Base];
        var one = new RowSet();
        one.Reset(Snapshot.Count);
        one.Add(candidate.Row);
        var totals = new float[Snapshot.Count];
        totals[candidate.Row] = total[0];
        question.Rules.Lift(question.Snapshot, one, totals);
        return totals[candidate.Row];
    }

    private static List<(string ProductId, double Score)> BruteForce(
        Question question, IReadOnlyList<Scorer> scorers)
    {
        var context = new FilterContext { Context = question.Context, User = question.Shopper.Profile, Now = Now };
        var request = question.Request;
        var found = new List<(string ProductId, double Score)>();
        foreach (var product in RandomShop.Catalogue.Select(product => product.For(request.View)))
        {
            if (!product.IsAvailable || !IsVisible(product, request.Store)
                || question.Scenario.ExcludedProducts.Contains(product.ProductId)
                || question.Scenario.Blocked?.Products.Contains(product.ProductId) == true
                || (!request.Among.IsEmpty && !request.Among.Contains(product.ProductId))
                || request.Cart.Contains(product.ProductId) || product.ProductId == request.ContextProduct
                || product.Price < request.MinPrice || product.Price > request.MaxPrice
                || (product.Price is null && (request.MinPrice ?? request.MaxPrice) is not null)
                || IsSeen(question, product.ProductId)
                || (question.Scenario.Filter is { } filter
                    && !Filter.Parse(filter).Bind(Snapshot.Columns.Schema).Matches(product, context)))
                continue;
            float[] sums =
                [.. SoldOutSiblings(product).Prepend(product).Select(one => SumOf(one, scorers)).OfType<float>()];
            if (sums.Length == 0)
                continue;
            var score = sums.Max();
            foreach (var booster in question.Scenario.Boosters)
            {
                score *= (float)Booster.Parse(booster.Expression).Bind(Snapshot.Columns.Schema)
                    .Value(product, context);
            }

            found.Add((product.ProductId, score));
        }

        return
        [
            .. found.OrderByDescending(product => product.Score)
                .ThenBy(product => product.ProductId, StringComparer.Ordinal),
        ];
    }

    private static float? SumOf(Product product, IReadOnlyList<Scorer> scorers)
    {
        var row = Snapshot.Ids.RowOf(product.ProductId);
        float[] parts = [.. scorers.Select(scorer => scorer.PartOf(row)).Where(part => !float.IsNaN(part))];
        return parts.Length == 0 ? null : parts.Aggregate(0f, (sum, part) => sum + part);
    }

    private static IEnumerable<Product> SoldOutSiblings(Product product) => product.ParentId is null
        ? []
        : RandomShop.Catalogue.Where(
            other => other is { IsActive: true, Stock: 0 } && other.ParentId == product.ParentId);

    private static bool IsVisible(Product product, string? store) =>
        product.Stores.Count == 0 || (store is not null && product.Stores.Contains(store));

    private static bool IsSeen(Question question, string productId) => question.Scenario.ExcludeSeen.Any(
        rule => question.Shopper.History.Any(logged =>
            logged.Interaction.ProductId == productId && logged.Interaction.Type == rule.Type
            && (rule.WithinDays is not { } days || logged.Interaction.Timestamp >= Now.AddDays(-days))));

    private static IReadOnlyList<Scorer> ScorersOf(Question question, Random random) =>
    [
        .. ScorerFactory.OfScenario(question),
        new FactorScorer(question.Snapshot, RandomShop.Model, new FoldedFactor(
            [.. Enumerable.Range(0, RandomShop.Rank).Select(_ => (float)random.Next(-3, 4))], [], []))
        {
            Label = new("als", 0.5, RecommendationSource.Collaborative),
        },
    ];

    private static (Scenario Scenario, RecommendationRequest Request, bool IsBad) RandomRequest(Random random)
    {
        var isBad = random.Next(8) == 0;
        var good = string.Join(
            random.Next(2) == 0 ? " && " : " || ",
            Enumerable.Range(0, random.Next(1, 4)).Select(_ => $"({Good[random.Next(Good.Length)]})"));
        var filter = isBad ? $"{good} && ({Bad[random.Next(Bad.Length)]})" : random.Next(3) == 0 ? null : good;
        var sources = SourceNames.All.OrderBy(_ => random.Next()).Take(random.Next(1, 4))
            .Select(name => new ScenarioSource(name, random.Next(1, 5) / 2.0));
        var scenario = new Scenario
        {
            Name = "random",
            Sources = [.. sources],
            Filter = filter,
            Boosters =
            [
                .. Enumerable.Range(0, random.Next(3)).Select(
                    n => new BoosterRule(Boosters[random.Next(Boosters.Length)], $"b{n}")),
            ],
            ExcludedProducts = [.. Ids(random, 5)],
            Blocked = random.Next(3) == 0 ? new BlockedProducts { Products = [.. Ids(random, 20), "unknown"] } : null,
            ExcludeSeen = random.Next(2) == 0
                ? []
                : [new(InteractionType.Purchase, null), new(InteractionType.View, random.Next(1, 100))],
        };
        var request = new RecommendationRequest
        {
            MinPrice = random.Next(4) == 0 ? random.Next(50) : null,
            MaxPrice = random.Next(4) == 0 ? random.Next(50, 100) : null,
            Store = random.Next(2) == 0 ? null : "s1",
            Group = random.Next(2) == 0 ? null : "g1",
            Cart = [.. Ids(random, random.Next(3))],
            Among = random.Next(6) == 0 ? [.. Ids(random, 40)] : [],
            ContextProduct = random.Next(2) == 0 ? null : Ids(random, 1).Single(),
        };
        return (scenario, request, isBad);
    }

    private static IEnumerable<string> Ids(Random random, int count) => Enumerable.Range(0, count)
        .Select(_ => RandomShop.Catalogue[random.Next(RandomShop.Catalogue.Count)].ProductId);

    private static Question QuestionOf(Scenario scenario, RecommendationRequest request)
    {
        var context = request.ContextProduct is { } id
            ? RandomShop.Catalogue.First(product => product.ProductId == id).For(request.View)
            : null;
        var snapshot = Snapshot.For(request.View);
        var shopper = new ShopperFacts
        {
            Profile = new UserProfile { Segment = "vip" },
            History =
            [
                .. Enumerable.Range(0, 30).Select(n => new LoggedInteraction(n + 1, new Interaction
                {
                    EventId = n.ToString(CultureInfo.InvariantCulture),
                    UserId = "u",
                    ProductId = RandomShop.Catalogue[n * 7].ProductId,
                    Type = n % 2 == 0 ? InteractionType.View : InteractionType.Purchase,
                    Timestamp = Now.AddDays(-3 * n),
                })),
            ],
        };
        return new Question
        {
            Request = request,
            Scenario = scenario,
            Rules = ProductRuleSet.Of(scenario, request, snapshot, context, shopper.Profile, Now),
            Shopper = shopper,
            Snapshot = snapshot,
            Context = context,
            Cursor = ListCursor.Start,
            Now = Now,
        };
    }
}
