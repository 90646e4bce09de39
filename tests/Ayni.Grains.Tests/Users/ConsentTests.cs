using Ayni.Domain.Consents;
using Ayni.Domain.Training;
using Ayni.Domain.Users;
using Ayni.GrainInterfaces;
using Ayni.GrainInterfaces.Training;
using Ayni.GrainInterfaces.Users;
using Ayni.Grains.Answering;
using Ayni.Grains.Exports;
using Ayni.Grains.Tests.Shops;
using Ayni.Grains.Training;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;

namespace Ayni.Grains.Tests.Users;

/// <summary>What a shopper says holds from the next call on, on every silo and for whoever reads the stores.</summary>
public sealed class ConsentTests : IAsyncLifetime
{
    private ShopCluster _shop = null!;

    public async Task InitializeAsync()
    {
        _shop = await ShopCluster.StartAsync(new ShopClusterOptions { Silos = 2 });
        await SampleShop.FillAsync(_shop);
        await (await TrainedModel.FitAsync(_shop.Log)).PublishAsync(_shop);
    }

    public Task DisposeAsync() => _shop.DisposeAsync().AsTask();

    [Fact]
    public async Task PutConsents_Personalisation_HoldsOnEverySiloAndForBatchesFromTheNextCallOn()
    {
        var user = SampleShop.UserId(3);
        foreach (var allowed in new[] { false, true, false })
        {
            await _shop.User(user).PutConsents(new ConsentChoice(Personalisation: allowed));

            for (var silo = 0; silo < 2; silo++)
            {
                var grain = _shop.Service<IGrainFactory>(silo).GetGrain<IUserGrain>(user);
                Assert.Equal(
                    allowed ? RecommendationSource.Collaborative : RecommendationSource.Popularity,
                    (await grain.Recommend(new RecommendationRequest { Count = 5 })).Source);
                var standby = await _shop.Service<IStandbyRecommender>(silo)
                    .AnswerAsync(user, new RecommendationRequest { Count = 5 }, "test", CancellationToken.None);
                Assert.Equal(
                    allowed ? RecommendationSource.Collaborative : RecommendationSource.Popularity, standby.Source);
                var read = await _shop.Service<ShopperReader>(silo).WithProfilesAsync(
                    [new Shopper(user, []), new Shopper(SampleShop.UserId(4), [])], CancellationToken.None);
                Assert.Equal([allowed, true], read.Select(shopper => shopper.MayPersonalize));
            }
        }
    }

    [Fact]
    public async Task PutSegment_ShopperWhoRefuses_IsInNone()
    {
        var user = _shop.User(SampleShop.UserId(4));
        await user.PutConsents(new ConsentChoice(Personalisation: false));

        Assert.False(await user.PutSegment("loyal", []));
        Assert.Null((await user.Get(0)).Profile.Segment);
    }

    [Fact]
    public async Task Profile_RefusedBeforeConsentsWereEvents_HoldsUntilTheShopperSaysOtherwise()
    {
        var user = SampleShop.UserId(5);
        var grain = _shop.User(user);
        await _shop.Service<IServiceProvider>()
            .GetRequiredKeyedService<IGrainStorage>(GrainStorageNames.Default)
            .WriteStateAsync("profile", grain.GetGrainId(), new GrainState<UserProfile>
            {
                State = new UserProfile { ConsentsToPersonalization = false, Segment = "old" },
            });

        var before = await grain.Recommend(new RecommendationRequest { Count = 5 });
        var kept = await grain.PutProfile(new UserProfile { Segment = "new" });
        var refused = await grain.GetConsents();
        await grain.PutConsents(new ConsentChoice(Personalisation: true));
        var after = await grain.Recommend(new RecommendationRequest { Count = 5 });

        Assert.Equal(RecommendationSource.Popularity, before.Source);
        Assert.Equal(("new", false), (kept.Segment, kept.ConsentsToPersonalization));
        Assert.False(refused.Allows(Purpose.Personalisation));
        Assert.Equal(RecommendationSource.Collaborative, after.Source);
        var read = await _shop.Service<ShopperReader>().WithProfilesAsync(
            [new Shopper(user, [])], CancellationToken.None);
        Assert.True(Assert.Single(read).MayPersonalize);
    }

    [Fact]
    public async Task Snapshot_AfterAWithdrawal_HoldsNoneOfTheShoppersPairsAndIsTheSameTwice()
    {
        var user = SampleShop.UserId(6);
        var before = await PairsAsync("before", await _shop.Log.GetHeadAsync());
        Assert.Contains(before.Pairs, pair => pair.UserId == user);

        await _shop.User(user).PutConsents(new ConsentChoice(Training: false));
        var position = await _shop.Log.GetHeadAsync();
        var first = await PairsAsync("first", position);
        await _shop.User(SampleShop.UserId(7)).PutConsents(new ConsentChoice(Analytics: false));
        var second = await PairsAsync("second", position);

        Assert.Equal(before.Pairs.Where(pair => pair.UserId != user), first.Pairs);
        Assert.Equal(first.Hash, second.Hash);
        Assert.Equal(first.Interactions, second.Interactions);
        Assert.Equal(
            RecommendationSource.Collaborative,
            (await _shop.User(user).Recommend(new RecommendationRequest { Count = 5 })).Source);
    }

    private async Task<(IReadOnlyList<(string UserId, string ProductId)> Pairs, string Hash, long? Interactions)>
        PairsAsync(string run, long position)
    {
        var files = new RunFiles(_shop.Models);
        var plan = await new SnapshotStep(_shop.Storage.Consents.LogOf(Purpose.Training, position), files).RunAsync(
            "ledger", run, new TrainingOptions { Rank = 2, JudgedShare = 0 }, position, null, CancellationToken.None);
        var users = await files.ReadIdsAsync(plan, FactorSide.Users, CancellationToken.None);
        var products = await files.ReadIdsAsync(plan, FactorSide.Products, CancellationToken.None);
        var rows = await files.ReadAllRowsAsync(plan, FactorSide.Users, CancellationToken.None);
        return (
            [
                .. from row in Enumerable.Range(0, rows.Rows)
                   from column in rows.RowColumns(row).ToArray()
                   select (users[row], products[column]),
            ],
            plan.SnapshotHash,
            plan.Interactions);
    }
}
