using System.Collections.Immutable;
using Ayni.Domain.Scenarios;
using Ayni.GrainInterfaces.Users;
using Ayni.Grains.Catalog;
using Ayni.Grains.Training;

namespace Ayni.Grains.Answering;

/// <summary>
/// Asks every part of the catalogue: those that this silo holds in place, the others by one call a silo, all at the
/// same time. A silo that fails, or does not hold a part yet, is replaced by the next that may; what nobody answered
/// when the deadline comes is left out. Thread-safe; one a silo.
/// </summary>
internal sealed class SliceAsker(
    SliceServices services, SliceHoldings holdings, SliceScans scans, IndexOptions options, TimeProvider time)
{
    /// <summary>Begins an answer: gathers the products that it is about.</summary>
    public async Task<SliceSession> BeginAsync(
        IndexTable table,
        RecommendationRequest request,
        Scenario scenario,
        ShopperFacts shopper,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(shopper);
        var wanted = ProductsOf(request, scenario, shopper);
        var known = shopper.Own.Of(table.Key);
        var asked = new GatherRequest
        {
            Whole = [.. wanted.Where(productId => !known.ContainsKey(productId))],
            Live = [.. wanted.Where(known.ContainsKey)],
            View = request.View,
        };
        var (slices, missing) = await AskAsync(
            table,
            partitions => Task.FromResult<IReadOnlyList<GatheredSlice>>(
                [.. SliceScans.Gather(table, partitions, asked)]),
            async (silo, partitions) => await services.Of(silo).Gather(
                SliceKey.Of(table, partitions), asked, cancellationToken),
            cancellationToken);
        GatheredProduct[] products =
        [
            .. slices.SelectMany(slice => slice.Products).Select(product =>
                product.Model is null && known.TryGetValue(product.ProductId, out var model)
                    ? product with { Model = model }
                    : product),
        ];
        shopper.Own.Keep(table.Key, products);
        return new SliceSession(this, table, products, slices, missing);
    }

    /// <summary>What the parts find, and the parts that did not answer.</summary>
    public Task<(IReadOnlyList<FoundSlice> Found, IReadOnlyCollection<int> Missing)> FindAsync(
        IndexTable table, SliceQuestion question, CancellationToken cancellationToken) => AskAsync(
        table,
        partitions => scans.FindAsync(table, partitions, question, cancellationToken),
        async (silo, partitions) => await services.Of(silo).Find(
            SliceKey.Of(table, partitions), question, cancellationToken),
        cancellationToken);

    private async Task<(IReadOnlyList<T> Answers, IReadOnlyCollection<int> Missing)> AskAsync<T>(
        IndexTable table,
        Func<int[], Task<IReadOnlyList<T>>> askHere,
        Func<SiloAddress, int[], Task<ImmutableArray<T>>> askThere,
        CancellationToken cancellationToken)
        where T : ISliceAnswer
    {
        var slices = table.Slices!;
        var all = Enumerable.Range(0, slices.Partitions.Count);
        int[] here = [.. all.Where(slices.Held.ContainsKey)];
        var begun = time.GetTimestamp();
        var inPlace = askHere(here);
        var answers = new List<T>();
        var orders = all.Except(here).ToDictionary(
            partition => partition,
            partition => new Queue<SiloAddress>(
                holdings.OrderFor(partition).Where(silo => !silo.Equals(holdings.Self))));
        while (orders.Values.Any(order => order.Count > 0)
            && options.Deadline - time.GetElapsedTime(begun) is var left && left > TimeSpan.Zero)
        {
            var calls = orders.Where(order => order.Value.Count > 0)
                .GroupBy(order => order.Value.Dequeue(), order => order.Key)
                .Select(silo => (silo.Key, Partitions: silo.ToArray()))
                .ToArray()
                .Select(silo => TryAsync(
                    () => askThere(silo.Key, silo.Partitions),
                    LimitOf(silo.Partitions, orders, left),
                    cancellationToken))
                .ToArray();
            foreach (var answer in (await Task.WhenAll(calls)).SelectMany(found => found))
            {
                if (orders.Remove(answer.Partition))
                    answers.Add(answer);
            }
        }

        answers.AddRange(await inPlace);
        return (
            [.. answers.OrderBy(answer => answer.Partition)],
            [.. all.Except(answers.Select(answer => answer.Partition))]);
    }

    // Half of the time that is left, as long as there is somebody else to ask.
    private static TimeSpan LimitOf(
        int[] partitions, Dictionary<int, Queue<SiloAddress>> orders, TimeSpan left) =>
        partitions.Any(partition => orders[partition].Count > 0) ? left / 2 : left;

    private async Task<ImmutableArray<T>> TryAsync<T>(
        Func<Task<ImmutableArray<T>>> ask, TimeSpan deadline, CancellationToken cancellationToken)
    {
        try
        {
            var call = ask();
            _ = call.ContinueWith(
                late => late.Exception, CancellationToken.None,
                TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously,
                TaskScheduler.Default);
            return await call.WaitAsync(deadline, time, cancellationToken);
        }
        catch (Exception fault) when (TransientFaults.IsTransient(fault) && !cancellationToken.IsCancellationRequested)
        {
            return [];
        }
    }

    private static string[] ProductsOf(RecommendationRequest request, Scenario scenario, ShopperFacts shopper)
    {
        var wanted = new SortedSet<string>(StringComparer.Ordinal);
        wanted.UnionWith(request.Cart);
        wanted.UnionWith(request.OnPage);
        if (request.ContextProduct is { } context)
            wanted.Add(context);
        wanted.UnionWith(scenario.Pinned.Select(pinned => pinned.ProductId));
        foreach (var logged in shopper.History)
        {
            if (logged.Interaction.ProductId is { } productId)
                wanted.Add(productId);
        }

        return [.. wanted];
    }
}
