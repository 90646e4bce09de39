using Ayni.Domain.Catalog;
using Ayni.Domain.Scenarios;
using Ayni.Domain.Users;
using Ayni.Filters;
using Ayni.GrainInterfaces.Users;
using Ayni.Grains.Answering;
using Ayni.Grains.Catalog;
using Ayni.Grains.Models;
using Ayni.Grains.Tests.Models;
using Ayni.Grains.Users;
using Ayni.Numerics;

namespace Ayni.Grains.Tests.Answering;

/// <summary>
/// A catalogue so large that the first look decides what is scored: what is found is the same to the bit.
/// </summary>
public sealed class LargeRetrievalTests
{
    private const int Items = 20_000;
    private const int Rank = 64;
    private const int Trials = 300;
    private const int Wanted = 50;

    private static readonly DateTimeOffset Now = DateTimeOffset.UnixEpoch.AddDays(1);

    private static readonly ServedModel Model = new(RandomArtifact());

    private static readonly IndexSnapshot Snapshot = RandomTable().Current;

    private static readonly BoosterRule[] Boosters =
    [
        new("product.price < 50 ? 1.5 : 1", "cheap"), new("product.brand == \"b1\" ? 0 : 1", "not b1"),
        new("0.3 + product.price / 100.0", "dear"),
    ];

    private static readonly string?[] Filters =
        [null, "product.price >= 90", "product.brand == \"b2\"", "product.category.under(\"c1\")"];

    [Fact]
    public void Find_RandomRequests_EqualsScoringEveryRow()
    {
        var random = new Random(5);
        for (var trial = 0; trial < Trials; trial++)
        {
            var question = RandomQuestion(random);
            IReadOnlyList<Scorer> scorers =
            [
                Factors(random, 0.5 + random.NextDouble()),
                .. ScorerFactory.OfScenario(question),
            ];

            var found = Retriever.Find(question, scorers, Wanted, 0, new HashSet<string>());

            Assert.Equal(
                Everything(question, scorers).Take(Wanted),
                found.Candidates.Take(Wanted).Select(candidate => (candidate.Row, (float)candidate.Base)));
        }
    }

    [Fact]
    public void Bounds_OfRandomFactors_LeaveFewRowsToScore()
    {
        var random = new Random(6);
        for (var trial = 0; trial < 20; trial++)
        {
            var query = Query(random);
            var exact = Enumerable.Range(0, Items).Select(item => ScoreScan.Dot(query, Model.Artifact.FactorOf(item)));
            var least = exact.OrderDescending().ElementAt(Wanted - 1);

            var left = Bounds(Model.Bounds, query).Take(Items).Count(bound => bound >= least);

            Assert.InRange(left, Wanted, 3 * Wanted);
        }
    }

    private static IEnumerable<float> Bounds(QuantizedRows rows, float[] query)
    {
        var asked = rows.Ask(query);
        var bounds = new float[QuantizedRows.BlockRows];
        for (var block = 0; block < rows.Blocks; block++)
        {
            rows.UpperBounds(asked, block, bounds);
            foreach (var bound in bounds)
                yield return bound;
        }
    }

    // As answers were made before there were bounds.
    private static IEnumerable<(int Row, float Base)> Everything(Question question, IReadOnlyList<Scorer> scorers)
    {
        var (eligible, said) = (new RowSet(), new RowSet());
        Eligibility.Select(question, eligible, new RowSet(), []);
        said.Reset(Snapshot.Count);
        var bases = new float[Snapshot.Count];
        foreach (var scorer in scorers)
            scorer.AddTo(eligible, bases, said);
        float[] lifted = [.. bases];
        question.Rules.Lift(Snapshot, said, lifted);
        return said.ToArray()
            .OrderByDescending(row => lifted[row])
            .ThenBy(row => Snapshot.Ids[row], StringComparer.Ordinal)
            .Select(row => (row, bases[row]));
    }

    private static FactorScorer Factors(Random random, double weight) =>
        new(Snapshot, Model, new FoldedFactor(Query(random), [], []))
        {
            Label = new("als", weight, RecommendationSource.Collaborative),
        };

    private static float[] Query(Random random) =>
        [.. Enumerable.Range(0, Rank).Select(_ => (float)(random.NextDouble() - 0.5))];

    private static Question RandomQuestion(Random random)
    {
        var scenario = new Scenario
        {
            Name = "random",
            Sources = random.Next(2) == 0 ? [] : [new ScenarioSource(SourceNames.Popular, random.NextDouble())],
            Filter = Filters[random.Next(Filters.Length)],
            Boosters = random.Next(2) == 0 ? [] : [Boosters[random.Next(Boosters.Length)]],
        };
        var request = new RecommendationRequest();
        var profile = new UserProfile();
        return new Question
        {
            Request = request,
            Scenario = scenario,
            Rules = ProductRuleSet.Of(scenario, request, Snapshot, null, profile, Now),
            Shopper = new ShopperFacts { Profile = profile },
            Snapshot = Snapshot,
            Cursor = ListCursor.Start,
            Now = Now,
        };
    }

    private static IndexTable RandomTable()
    {
        var random = new Random(4);
        var table = IndexTable.Of(new IndexKey("v1", 0), Model);
        CatalogChange[] changes =
        [
            .. Model.Artifact.ProductIds.Append("unknown").Select((id, n) => new CatalogChange(n + 1, id, new Product
            {
                ProductId = id,
                Name = id,
                Brand = $"b{random.Next(5)}",
                Category = $"c{random.Next(3)} > d{random.Next(3)}",
                Price = random.Next(100),
                Currency = "PEN",
            })),
        ];
        table.Apply(changes, changes[^1].Position);
        return table;
    }

    private static ModelArtifact RandomArtifact()
    {
        var random = new Random(3);
        string[] productIds = [.. Enumerable.Range(0, Items).Select(item => $"i{item:D6}")];
        return new ModelArtifact
        {
            Version = "v1",
            Rank = Rank,
            ProductIds = productIds,

            // Of lengths that differ by far, as those of what many and of what few bought do; some twice, for ties.
            ItemFactors =
            [
                .. Enumerable.Range(0, Items)
                    .SelectMany(item => FactorOf(new Random(item / 2), random.NextDouble() < 0.1)),
            ],
            Eigenvalues = [.. Enumerable.Repeat(1.0, Rank)],
            Popularity = [.. productIds.Select(_ => random.Next(8) / 8f)],
            Options = ModelArtifactTests.Sample([]).Options,
            ReferenceTime = DateTimeOffset.UnixEpoch,
            AsOfPosition = 1,
            CodeVersion = "test",
        };
    }

    private static IEnumerable<float> FactorOf(Random random, bool isLong)
    {
        var length = isLong ? 4 : 1;
        return Enumerable.Range(0, Rank).Select(_ => (float)((random.NextDouble() - 0.5) * length));
    }
}
