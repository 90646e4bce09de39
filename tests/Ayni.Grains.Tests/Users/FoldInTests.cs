using Ayni.Domain.Interactions;
using Ayni.Domain.Training;
using Ayni.Grains.Answering;
using Ayni.Grains.Models;
using Ayni.Grains.Tests.Shops;
using Ayni.Grains.Users;
using Ayni.Storage;
using Ayni.Testing;

namespace Ayni.Grains.Tests.Users;

public sealed class FoldInTests : IAsyncLifetime, IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private AyniStorage _storage = null!;

    public async Task InitializeAsync()
    {
        _storage = await AyniStorage.OpenAsync(
            new StorageOptions { DataDirectory = _folder.Path }, TimeProvider.System);
        await _storage.Log.AppendAsync(SampleShop.Interactions());
    }

    public Task DisposeAsync() => _storage.DisposeAsync().AsTask();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<TrainingOptions> Options => new()
    {
        TrainedModel.SmallOptions,
        TrainedModel.SmallOptions with { Rank = 13, ConfidenceScale = 40, Regularization = 0.1 },
        TrainedModel.SmallOptions with { FrequencyScaling = 0.5, UnobservedWeight = 0.01 },
        TrainedModel.SmallOptions with { ActivityDamping = 0.3, UnobservedWeight = 0.05 },
        TrainedModel.SmallOptions with
        {
            Weights = new InteractionWeights { HalfLife = TimeSpan.FromDays(3), NewestPerUser = 5 },
        },
    };

    [Theory]
    [MemberData(nameof(Options))]
    public async Task Solve_EveryTrainedUser_EqualsTheTrainedFactor(TrainingOptions options)
    {
        var trained = await TrainedModel.FitAsync(_storage.Log, options: options);
        var model = new ServedModel(trained.Artifact);

        for (var user = 0; user < trained.UserIds.Length; user++)
        {
            var history = await _storage.Log.ReadNewestByUserAsync(
                trained.UserIds[user], options.Weights.NewestPerUser);
            var folded = FoldIn.Solve(model, history);

            // Not within a tolerance: the same solver gets the same numbers in the same order.
            Assert.Equal(trained.FactorOf(user).ToArray(), folded!.Factor);
        }
    }

    [Theory]
    [MemberData(nameof(Options))]
    public async Task Solve_LogWithReturnsDislikesAndOwnTypes_EqualsTheTrainedFactor(TrainingOptions options)
    {
        InteractionType[] types =
        [
            InteractionType.Return, InteractionType.RemoveFromCart, InteractionType.Dislike, InteractionType.Hide,
            InteractionType.Like, InteractionType.Wishlist, InteractionType.Share, InteractionType.Custom,
        ];
        var random = new Random(20260401);
        await _storage.Log.AppendAsync(
        [
            .. SampleShop.Interactions().Select((past, index) => past with
            {
                EventId = $"more{index}",
                Type = types[random.Next(types.Length)],
                CustomType = null,
                Timestamp = past.Timestamp.AddHours(1),
            }).Select((past, index) => past with
            {
                CustomType = past.Type != InteractionType.Custom ? null : index % 2 == 0 ? "quote" : "complaint",
            }),
        ]);
        var own = options with
        {
            Weights = options.Weights with
            {
                Custom = TypeWeights.Of(
                    new CustomInteractionType("quote", 0.7), new CustomInteractionType("complaint", -0.6)),
            },
        };
        var trained = await TrainedModel.FitAsync(_storage.Log, options: own);
        var model = new ServedModel(trained.Artifact);

        for (var user = 0; user < trained.UserIds.Length; user++)
        {
            var history = await _storage.Log.ReadNewestByUserAsync(trained.UserIds[user], own.Weights.NewestPerUser);

            Assert.Equal(trained.FactorOf(user).ToArray(), FoldIn.Solve(model, history)!.Factor);
        }
    }

    [Fact]
    public async Task Solve_ProductsUnknownToTheModel_AreIgnored()
    {
        var trained = await TrainedModel.FitAsync(_storage.Log);
        var model = new ServedModel(trained.Artifact);
        var history = await _storage.Log.ReadNewestByUserAsync(trained.UserIds[0], 100);
        var stranger = new LoggedInteraction(
            10_000, SampleShop.Event("new", trained.UserIds[0], "not-in-the-model"));

        var folded = FoldIn.Solve(model, [.. history, stranger]);

        Assert.Equal(trained.FactorOf(0).ToArray(), folded!.Factor);
    }

    [Fact]
    public async Task Solve_NothingKnown_IsNull()
    {
        var model = new ServedModel((await TrainedModel.FitAsync(_storage.Log)).Artifact);
        var stranger = new LoggedInteraction(1, SampleShop.Event("new", "u", "not-in-the-model"));

        Assert.Null(FoldIn.Solve(model, []));
        Assert.Null(FoldIn.Solve(model, [stranger]));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.3)]
    public async Task PartsOf_EveryItem_SumToTheScore(double popularityExponent)
    {
        var options = TrainedModel.SmallOptions with { PopularityExponent = popularityExponent };
        var trained = await TrainedModel.FitAsync(_storage.Log, options: options);
        var model = new ServedModel(trained.Artifact);
        var folded = FoldIn.Solve(model, await _storage.Log.ReadNewestByUserAsync(trained.UserIds[7], 100))!;
        var decomposition = new ScoreDecomposition(model, folded);

        for (var item = 0; item < trained.Artifact.ItemCount; item++)
        {
            var product = folded.Factor.Zip(trained.Artifact.FactorOf(item).ToArray(), (x, y) => (double)x * y).Sum();
            var score = product * Math.Pow(trained.Artifact.Popularity[item], popularityExponent);

            // The factor was rounded to floats after solving: 2^-24 of numbers around 1.
            Assert.Equal(score, decomposition.PartsOf(item).Sum(), 1e-5);
        }
    }

    [Fact]
    public async Task PartsOf_OnePastProduct_AccountsForAll()
    {
        var trained = await TrainedModel.FitAsync(_storage.Log);
        var model = new ServedModel(trained.Artifact);
        var only = new LoggedInteraction(1, SampleShop.Event("only", "u", trained.Artifact.ProductIds[3]));
        var folded = FoldIn.Solve(model, [only])!;

        Assert.Equal([3], folded.Items);
        Assert.Single(new ScoreDecomposition(model, folded).PartsOf(5));
    }
}
