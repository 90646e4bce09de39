using System.Reflection;
using Ayni.Domain.Errors;
using Ayni.Domain.Interactions;
using Ayni.Domain.Users;
using Ayni.GrainInterfaces.Users;
using Ayni.Grains.Tests.Shops;
using Ayni.Grains.Users;
using Microsoft.Extensions.DependencyInjection;

namespace Ayni.Grains.Tests.Users;

/// <summary>Guests who turn out to be a shopper.</summary>
public sealed class GuestMergeTests
{
    [Fact]
    public async Task Merge_Guest_NextAnswerKnowsBothAndTheGuestIsGone()
    {
        await using var shop = await StartAsync();
        await shop.User("guest").PutProfile(new UserProfile { Segment = "guest" });
        var own = (await shop.User("member").Get(100)).Recent;
        var theirs = (await shop.User("guest").Get(100)).Recent;

        var report = await shop.User("member").Merge("guest");

        Assert.Equal(new MergeReport(theirs.Length, 0, theirs.Length), report);
        var both = (await shop.User("member").Get(100)).Recent;
        Assert.Equal(
            own.Concat(theirs).Select(row => Done(row.Interaction)).Order(),
            both.Select(row => Done(row.Interaction)).Order());
        var answer = await shop.User("member").Recommend(new RecommendationRequest { Count = 5 });
        Assert.DoesNotContain("p001", answer.Items.Select(item => item.ProductId));
        Assert.Equal(0, (await shop.User("guest").Get(10)).InteractionCount);
        Assert.Equal(new UserProfile(), (await shop.User("guest").Get(0)).Profile);
    }

    [Fact]
    public async Task Merge_Again_ChangesNothing()
    {
        await using var shop = await StartAsync();
        await shop.User("member").Merge("guest");
        var before = (await shop.User("member").Get(100)).Recent;

        var report = await shop.User("member").Merge("guest");

        Assert.Equal(new MergeReport(0, 0, 0), report);
        Assert.Equal(before.AsEnumerable(), (await shop.User("member").Get(100)).Recent);
    }

    [Fact]
    public async Task Merge_CrashBetweenTheSteps_LosesNothingAndARetryFinishes()
    {
        var failing = DispatchProxy.Create<IInteractionLog, FailingErasures>();
        await using var shop = await StartAsync((FailingErasures)failing);
        var theirs = (await shop.User("guest").Get(100)).Recent;

        ((FailingErasures)failing).Fails = true;
        await Assert.ThrowsAsync<TimeoutException>(() => shop.User("member").Merge("guest"));
        var between = await shop.Log.ReadNewestByUserAsync("guest", 100);
        ((FailingErasures)failing).Fails = false;
        var report = await shop.User("member").Merge("guest");

        Assert.Equal(theirs.Length, between.Count);
        Assert.Equal(new MergeReport(0, theirs.Length, theirs.Length), report);
        Assert.Equal(0, (await shop.User("guest").Get(10)).InteractionCount);
        var merged = await shop.Log.ReadNewestByUserAsync("member", 100);
        Assert.Equal(merged.Count, merged.Select(row => Done(row.Interaction)).Distinct().Count());
    }

    [Fact]
    public async Task Merge_OfAGuestAnotherHasBegunToTakeOver_IsRefused()
    {
        await using var shop = await StartAsync();
        var one = (await shop.User("guest").Get(1)).Recent[0].Interaction;
        await shop.AppendAsync(one with
        {
            EventId = GuestMerge.EventIdOf("guest", one.EventId),
            UserId = "first",
        });

        var refused = await Assert.ThrowsAsync<AyniException>(() => shop.User("member").Merge("guest"));

        Assert.Equal(ErrorCodes.Conflict, refused.Code);
        Assert.Contains("first", refused.Message, StringComparison.Ordinal);
        Assert.NotEqual(0, (await shop.User("guest").Get(10)).InteractionCount);
    }

    [Theory]
    [InlineData("member")]
    [InlineData("")]
    [InlineData("..")]
    public async Task Merge_OfNoGuest_IsRefused(string guestId)
    {
        await using var shop = await StartAsync();

        var refused = await Assert.ThrowsAsync<AyniException>(() => shop.User("member").Merge(guestId));

        Assert.Equal(ErrorCodes.Invalid, refused.Code);
    }

    [Fact]
    public void EventIdOf_GuestAndEvent_NeverTheSameForOthers()
    {
        string[] ids =
        [
            GuestMerge.EventIdOf("a", "b"), GuestMerge.EventIdOf("a\n", "b"), GuestMerge.EventIdOf("a", "\nb"),
            GuestMerge.EventIdOf("b", "a"), GuestMerge.EventIdOf(new string('g', 128), new string('e', 128)),
        ];

        Assert.Equal(ids.Length, ids.Distinct().Count());
        Assert.All(ids, id => Assert.InRange(id.Length, 1, Interaction.MaxIdLength));
    }

    private static (string?, InteractionType, DateTimeOffset) Done(Interaction interaction) =>
        (interaction.ProductId, interaction.Type, interaction.Timestamp);

    private static async Task<ShopCluster> StartAsync(FailingErasures? failing = null)
    {
        var shop = await ShopCluster.StartAsync(new ShopClusterOptions
        {
            ConfigureServices = services =>
            {
                if (failing is not null)
                    services.AddSingleton((IInteractionLog)(object)failing);
            },
        });
        if (failing is not null)
            failing.Inner = shop.Log;
        await SampleShop.FillAsync(shop);
        await (await TrainedModel.FitAsync(shop.Log)).PublishAsync(shop);
        await shop.AppendAsync(
            SampleShop.Event("g1", "guest", "p001", InteractionType.Purchase, SampleShop.Start.AddDays(1)),
            SampleShop.Event("g2", "guest", "p003", InteractionType.View, SampleShop.Start.AddDays(2)),
            SampleShop.Event("g3", "guest", null, InteractionType.Search, SampleShop.Start.AddDays(3)),
            SampleShop.Event("m1", "member", "p005", InteractionType.Purchase, SampleShop.Start.AddDays(4)));
        return shop;
    }

    /// <summary>The log of a silo that dies before it erases, when told to.</summary>
    public class FailingErasures : DispatchProxy
    {
        /// <summary>What all else goes to.</summary>
        public IInteractionLog Inner { get; set; } = null!;

        /// <summary>Whether erasing fails.</summary>
        public bool Fails { get; set; }

        /// <inheritdoc/>
        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
            Fails && targetMethod!.Name == nameof(IInteractionLog.EraseUserAsOfAsync)
                ? Task.FromException<long>(new TimeoutException("The database went away."))
                : targetMethod!.Invoke(Inner, args);
    }
}
