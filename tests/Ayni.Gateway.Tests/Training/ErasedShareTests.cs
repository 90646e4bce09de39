using System.Text.Json;
using Ayni.Gateway.Tests.Hosting;

namespace Ayni.Gateway.Tests.Training;

/// <summary>A model says what of its training was erased since, until it is trained again.</summary>
public sealed class ErasedShareTests
{
    [Fact]
    public async Task Models_AfterAnErasure_NameTheShareUntilTheNextTraining()
    {
        var shop = new TrainedShop();
        await shop.InitializeAsync();
        try
        {
            Assert.Equal(JsonValueKind.Null, (await ModelAsync(shop, 0)).GetProperty("erased_since").ValueKind);
            await shop.Client.PostAsync(
                "/v1/events?wait=applied",
                """{"user_id": "newcomer", "product_id": "tea-1", "interaction_type": "view"}""");

            var gone = await shop.Client.DeleteAsync("/v1/users/tea-drinker-0");
            (await shop.Client.DeleteAsync("/v1/users/newcomer")).AssertOk();

            var interactions = gone["certificate.counts.interactions"].GetInt64();
            Assert.True(interactions > 0, gone.Text);
            var share = (await ModelAsync(shop, 0)).GetProperty("erased_since");
            Assert.Equal(1, share.GetProperty("shoppers").GetInt64());
            Assert.Equal(1.0 / 60, share.GetProperty("shopper_share").GetDouble(), 6);
            Assert.Equal(interactions, share.GetProperty("interactions").GetInt64());
            Assert.InRange(share.GetProperty("interaction_share").GetDouble(), 0.01, 0.03);

            var next = await shop.TrainAsync();

            var (newest, first) = (await ModelAsync(shop, 0), await ModelAsync(shop, 1));
            Assert.Equal(next, newest.GetProperty("version").GetString());
            Assert.Equal(59, newest.GetProperty("users").GetInt32());
            Assert.Equal(JsonValueKind.Null, newest.GetProperty("erased_since").ValueKind);
            Assert.Equal(1, first.GetProperty("erased_since").GetProperty("shoppers").GetInt64());
        }
        finally
        {
            await shop.DisposeAsync();
        }
    }

    private static async Task<JsonElement> ModelAsync(TrainedShop shop, int place) =>
        (await shop.Client.GetAsync("/v1/models"))["versions"][place];
}
