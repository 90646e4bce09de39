using System.Globalization;
using Ayni.Domain.Catalog;
using Ayni.Domain.Interactions;
using Ayni.GrainInterfaces.Users;

namespace Ayni.Gateway.Demo;

/// <summary>Shows one shopper's recommendations and what to try next.</summary>
internal sealed class DemoReport(IInteractionLog log, IGrainFactory grains, ICatalogStore catalog)
{
    private const int SampleSize = 5_000;
    private const int Shown = 5;

    public async Task WriteAsync(string url, CancellationToken cancellationToken)
    {
        if (await ChooseShopperAsync(cancellationToken) is not { } userId)
        {
            DemoConsole.Line("There are no shoppers yet: POST events to " + url + "/v1/events");
            return;
        }

        var user = grains.GetGrain<IUserGrain>(userId);
        var view = await user.Get(1_000, cancellationToken);
        var answer = await user.Recommend(new RecommendationRequest { Count = Shown }, cancellationToken);
        DemoConsole.Line();
        DemoConsole.Line($"Shopper {userId} lately bought:");
        foreach (var product in await LatelyBoughtAsync(view, cancellationToken))
            DemoConsole.Line($"  {product.Name}");
        var source = answer.Source.ToString().ToLowerInvariant();
        DemoConsole.Line($"Recommended to {userId} ({source}, model {answer.ModelVersion ?? "none"}):");
        foreach (var item in answer.Items)
            DemoConsole.Line($"  {Number(item.Score)}  {item.Name} ({item.Currency} {item.Price})");
        WriteCommands(url, userId, answer);
    }

    // Whoever did most in the oldest part of the log: it does not change, so neither does the choice.
    private async Task<string?> ChooseShopperAsync(CancellationToken cancellationToken)
    {
        var sample = await log.ReadAsync(0, SampleSize, cancellationToken);
        return sample
            .Where(logged => logged.Interaction.Type == InteractionType.Purchase)
            .CountBy(logged => logged.Interaction.UserId)
            .OrderByDescending(user => user.Value)
            .ThenBy(user => user.Key, StringComparer.Ordinal)
            .Select(user => user.Key)
            .FirstOrDefault();
    }

    private async Task<IReadOnlyList<Product>> LatelyBoughtAsync(UserView view, CancellationToken cancellationToken)
    {
        var ids = view.Recent
            .Where(logged => logged.Interaction is { Type: InteractionType.Purchase, ProductId: not null })
            .Select(logged => logged.Interaction.ProductId!)
            .Distinct(StringComparer.Ordinal)
            .Take(Shown);
        return await catalog.GetAsync([.. ids], cancellationToken);
    }

    private static void WriteCommands(string url, string userId, RecommendationAnswer answer)
    {
        var productId = answer.Items is [var first, ..] ? first.ProductId : "p-1";
        DemoConsole.Line();
        DemoConsole.Line("Try:");
        DemoConsole.Line($"  curl '{url}/v1/users/{userId}/recommendations?n=5&explain=true'");
        DemoConsole.Line($"  curl '{url}/v1/events?wait=applied' -H 'Content-Type: application/json' \\");
        DemoConsole.Line(
            $$"""    -d '{"user_id": "{{userId}}", "product_id": "{{productId}}", "interaction_type": "purchase"}'""");
        DemoConsole.Line($"  curl '{url}/v1/users/{userId}/recommendations?n=5'     # has changed");
        DemoConsole.Line($"  curl '{url}/v1/products/{productId}/similar?n=5'");
        DemoConsole.Line($"  curl -X POST '{url}/v1/training' && curl -N '{url}/v1/training/events'");
        DemoConsole.Line($"  curl '{url}/v1/status'");
        DemoConsole.Line();
    }

    private static string Number(double score) => score.ToString("F3", CultureInfo.InvariantCulture);
}
