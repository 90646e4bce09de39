using Ayni.Domain.Erasures;
using Ayni.Domain.Errors;
using Ayni.Domain.Interactions;
using Ayni.Domain.Users;
using Ayni.Grains.Following;
using Ayni.Grains.Tests.Shops;
using Ayni.Grains.Users;

namespace Ayni.Grains.Tests.Users;

public sealed class UserGrainTests : SampleShopTests
{
    [Fact]
    public async Task Get_AfterActivation_HoldsTheLogsInteractions()
    {
        var user = SampleShop.UserId(4);
        var expected = await Shop.Log.ReadNewestByUserAsync(user, 1_000);

        var view = await Shop.User(user).Get(1_000);

        Assert.Equal(expected.Reverse(), view.Recent);
        Assert.Equal(expected.Count, view.InteractionCount);
        Assert.Equal(await Shop.Log.GetHeadAsync(), view.Position);
    }

    [Fact]
    public async Task CatchUp_AfterWritesNobodyTold_AppliesTheGapInOrder()
    {
        var user = Shop.User("u-gap");
        await user.Get(0);
        await Shop.AppendAsync(
            SampleShop.Event("g1", "u-gap", SampleShop.ProductId(1)),
            SampleShop.Event("other", SampleShop.UserId(1), SampleShop.ProductId(1)),
            SampleShop.Event("g2", "u-gap", null, InteractionType.Search),
            SampleShop.Event("g3", "u-gap", SampleShop.ProductId(2)));
        Assert.Equal(0, (await user.Get(10)).InteractionCount);

        var head = await Shop.Log.GetHeadAsync();
        var applied = await user.CatchUp(head - 2);

        Assert.Equal(head, applied);
        Assert.Equal(["g3", "g2", "g1"], (await user.Get(10)).Recent.Select(logged => logged.Interaction.EventId));
    }

    [Fact]
    public async Task CatchUp_BeyondTheHead_StillSeesWhatComesLater()
    {
        var user = Shop.User("u-ahead");
        var head = await Shop.Log.GetHeadAsync();

        Assert.Equal(head, await user.CatchUp(head + 1_000));
        await Shop.AppendAsync(SampleShop.Event("a1", "u-ahead", SampleShop.ProductId(1)));
        await user.CatchUp(head + 1);

        Assert.Equal(1, (await user.Get(0)).InteractionCount);
    }

    [Fact]
    public async Task CatchUp_SameEventSentTwice_CountsOnce()
    {
        var user = Shop.User("u-twice");
        var once = SampleShop.Event("t1", "u-twice", SampleShop.ProductId(1));
        await Shop.PostAsync(once);
        var second = await Shop.PostAsync(once);
        var head = await Shop.Log.GetHeadAsync();
        for (var repeat = 0; repeat < 3; repeat++)
            await user.CatchUp(head);

        Assert.True(second[0].IsDuplicate);
        Assert.Equal(1, (await user.Get(10)).InteractionCount);
    }

    [Fact]
    public async Task WhenApplied_ActivatesNobodyElse()
    {
        await Shop.User("u-active").Get(0);
        var before = Shop.Service<ActiveReaders<LoggedInteraction>>().Count;

        await Shop.PostAsync(
            SampleShop.Event("l1", "u-active", SampleShop.ProductId(1)),
            SampleShop.Event("l2", "u-asleep", SampleShop.ProductId(2)));

        Assert.Equal(1, (await Shop.User("u-active").Get(0)).InteractionCount);
        Assert.Equal(before, Shop.Service<ActiveReaders<LoggedInteraction>>().Count);
    }

    [Fact]
    public async Task Apply_RowsWithAGapBeforeThem_ReadsTheGap()
    {
        var user = Shop.User("u-rows");
        await user.Get(0);
        await Shop.AppendAsync(
            SampleShop.Event("r1", "u-rows", SampleShop.ProductId(1)),
            SampleShop.Event("r2", "u-rows", SampleShop.ProductId(2)));
        var rows = await Shop.Log.ReadNewestByUserAsync("u-rows", 10);

        var applied = await user.Apply(rows[0].Position, [rows[1]], rows[1].Position);

        Assert.Equal(rows[1].Position, applied);
        Assert.Equal(["r2", "r1"], (await user.Get(10)).Recent.Select(logged => logged.Interaction.EventId));
    }

    [Fact]
    public async Task Apply_RowsErasedMeanwhile_StayErased()
    {
        var user = Shop.User("u-late");
        await Shop.AppendAsync(SampleShop.Event("late", "u-late", SampleShop.ProductId(1)));
        var rows = await Shop.Log.ReadNewestByUserAsync("u-late", 10);

        await user.Erase();
        await user.Apply(0, [.. rows], rows[0].Position);

        Assert.Equal(0, (await user.Get(10)).InteractionCount);
    }

    [Fact]
    public async Task Profile_AfterReactivation_IsStillThere()
    {
        var profile = new UserProfile { Segment = "new", Country = "PE", ConsentsToPersonalization = false };
        await Shop.User("u-profile").PutProfile(profile);

        Assert.Equal(profile, (await Shop.User("u-profile").Get(0)).Profile);
    }

    [Fact]
    public async Task Erase_LeavesNothing_AndALateRetryStaysErased()
    {
        var user = Shop.User(SampleShop.UserId(9));
        await user.PutProfile(new UserProfile { Segment = "new" });
        var held = (await user.Get(0)).InteractionCount;
        var one = (await user.Get(1)).Recent[0].Interaction;

        var erased = await user.Erase();
        await Shop.PostAsync(one);
        await user.CatchUp(await Shop.Log.GetHeadAsync());

        var view = await user.Get(10);
        Assert.Equal(held, erased.Counts[ErasureCertificate.Interactions]);
        Assert.Equal(1, erased.Counts[ErasureCertificate.Profile]);
        Assert.Equal(0, view.InteractionCount);
        Assert.Equal(new UserProfile(), view.Profile);
        Assert.Empty(await Shop.Log.ReadNewestByUserAsync(SampleShop.UserId(9), 10));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(UserGrain.MaxNewest + 1)]
    public async Task Get_CountOutOfRange_IsRefused(int newest)
    {
        var refusal = await Assert.ThrowsAsync<AyniException>(() => Shop.User("u").Get(newest));

        Assert.Equal(ErrorCodes.Invalid, refusal.Code);
    }
}
