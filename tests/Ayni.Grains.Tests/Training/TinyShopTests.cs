using System.Globalization;
using Ayni.Domain.Interactions;
using Ayni.Domain.Training;
using Ayni.GrainInterfaces.Training;
using Ayni.Grains.Tests.Shops;

namespace Ayni.Grains.Tests.Training;

/// <summary>A shop on its first day: however few its interactions, a run at the defaults ends with an answer.</summary>
public sealed class TinyShopTests
{
    private const int Side = 4;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Start_AnyShopOfUpToFourUsersAndProducts_IsPublishedOrRefusedWithItsReason(bool userByUser)
    {
        await using var shop = await TrainingShop.OpenAsync(silos: 1, filled: false);
        for (var pair = 0; pair < Side * Side; pair++)
        {
            var (user, product) = userByUser ? (pair / Side, pair % Side) : (pair % Side, pair / Side);
            await shop.Cluster.AppendAsync(Purchase(user, product));

            var judged = await shop.TrainAsync(new TrainingOptions());
            var unjudged = await shop.TrainAsync(new TrainingOptions { JudgedShare = 0 });

            Assert.Equal((pair, TrainingPhase.Completed), (pair, unjudged.Phase));
            Assert.Contains(judged.Phase, (TrainingPhase[])[TrainingPhase.Completed, TrainingPhase.Refused]);
            if (judged.Phase == TrainingPhase.Refused)
                Assert.StartsWith("No held-out pair to judge by", judged.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Start_OneUserOnePurchase_IsRefusedBecauseNobodyCanBeJudged()
    {
        await using var shop = await TrainingShop.OpenAsync(silos: 1, filled: false);
        await shop.Cluster.AppendAsync(Purchase(0, 0));

        var status = await shop.TrainAsync(new TrainingOptions());

        Assert.Equal(TrainingPhase.Refused, status.Phase);
        Assert.StartsWith("No held-out pair to judge by: 1 users", status.Message, StringComparison.Ordinal);
        Assert.Null(await shop.Cluster.Registry.GetActiveVersion());
    }

    private static Interaction Purchase(int user, int product)
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"u{user}-p{product}");
        var time = SampleShop.Start.AddHours((user * Side) + product);
        return SampleShop.Event(id, $"u{user}", $"p{product}", timestamp: time);
    }
}
