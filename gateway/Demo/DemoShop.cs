using System.Text.Json;
using Ayni.Data.Generation;
using Ayni.Domain.Catalog;
using Ayni.Domain.Interactions;
using Ayni.Domain.Models;
using Ayni.Gateway.Products;

namespace Ayni.Gateway.Demo;

/// <summary>
/// Fills an empty store with a made-up shop, once. What was begun is noted before the first row and what was finished
/// after the last, so that a run cut short is made up for by the next: the same seed makes the same event ids, and the
/// log keeps one of each.
/// </summary>
internal sealed class DemoShop(ICatalogStore catalog, IInteractionLog log, IModelStore store, CatalogLoader loader)
{
    private const string BegunKey = "demo/begun.json";
    private const string DoneKey = "demo/done.json";
    private const long ReportEvery = 20_000;

    private static readonly ShopOptions Options = new() { Users = 2_000, Products = 1_000, Events = 100_000 };

    public async Task EnsureAsync(DemoConsole console, CancellationToken cancellationToken)
    {
        var head = await log.GetHeadAsync(cancellationToken);
        if (await store.ReadAsync(DoneKey, cancellationToken) is not null)
        {
            console.Step($"The shop is there: {head:N0} events.");
            return;
        }

        var begun = await store.ReadAsync(BegunKey, cancellationToken);
        if (begun is null && (head > 0 || await catalog.CountAsync(cancellationToken) > 0))
        {
            console.Step($"The data directory holds a shop already, with {head:N0} events: none is made.");
            return;
        }

        await FillAsync(await OptionsOfAsync(begun, cancellationToken), console, cancellationToken);
        await store.WriteAsync(DoneKey, JsonSerializer.SerializeToUtf8Bytes(true), cancellationToken);
    }

    // A run that was cut short is finished with its own options, whatever this version of the program would choose.
    private async Task<ShopOptions> OptionsOfAsync(byte[]? begun, CancellationToken cancellationToken)
    {
        if (begun is not null)
            return JsonSerializer.Deserialize<ShopOptions>(begun)!;
        await store.WriteAsync(BegunKey, JsonSerializer.SerializeToUtf8Bytes(Options), cancellationToken);
        return Options;
    }

    private async Task FillAsync(ShopOptions options, DemoConsole console, CancellationToken cancellationToken)
    {
        console.Step($"A shop (seed {options.Seed}): {options.Products:N0} products, {options.Users:N0} shoppers");
        var shop = ShopGenerator.Generate(options);
        await loader.LoadAsync([.. shop.Catalog], cancellationToken);
        console.Step($"{options.Products:N0} products are in the catalogue; {options.Events:N0} events follow ...");
        var progress = new EventProgress(options.Events, console);
        var result = await log.AppendBulkAsync(shop.Events.ToAsyncEnumerable(), progress, cancellationToken);
        console.Step($"{result.Appended:N0} events are in the log ({result.Duplicates:N0} were there before).");
    }

    private sealed class EventProgress(long total, DemoConsole console) : IProgress<long>
    {
        private long _next = ReportEvery;

        public void Report(long value)
        {
            if (value < _next || value == total)
                return;
            _next = value - (value % ReportEvery) + ReportEvery;
            console.Step($"  {value:N0} of {total:N0} events");
        }
    }
}
