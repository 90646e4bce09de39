using System.Globalization;
using Ayni.Domain.Interactions;
using Ayni.GrainInterfaces.Following;
using Ayni.Grains.Hosting;
using Ayni.Grains.Tests.Shops;
using Xunit.Abstractions;

namespace Ayni.Grains.Tests.Faults;

/// <summary>
/// Shoppers on two silos whose log fails at random, before or after the deed, while grains are put away: events sent
/// until they are acknowledged, sent again later, erased, merged. Each shopper ends with what a plain list says. A
/// seed that fails is in the message; AYNI_FAULT_SEED runs it alone.
/// </summary>
public sealed class FaultSeedTests(ITestOutputHelper output)
{
    private const int Short = 200;
    private const int Long = 10_000;
    private const int Steps = 25;
    private const int Shoppers = 3;
    private const int MostTries = 200;
    private const double FaultShare = 0.05;
    private const string SeedVariable = "AYNI_FAULT_SEED";
    private const string LongVariable = "AYNI_CLUSTER_LONG";

    private readonly PlantedFaults _faults = new();
    private int _retries;

    [Fact]
    public Task Shoppers_WhileTheLogFails_EndAsAPlainListSays() => RunAsync(Short);

    [SkippableFact, Trait("Length", "Long")]
    public Task Shoppers_WhileTheLogFailsForLong_EndAsAPlainListSays()
    {
        Skip.IfNot(
            Environment.GetEnvironmentVariable(LongVariable) == "1", $"The long form runs where {LongVariable} is 1.");
        return RunAsync(Long);
    }

    private async Task RunAsync(int seeds)
    {
        await using var shop = await ShopCluster.StartAsync(new ShopClusterOptions
        {
            Silos = 2,
            Grains = new AyniGrainsOptions(),
            ConfigureServices = services => _faults.StandBefore<IInteractionLog>(services),
        });
        var one = Environment.GetEnvironmentVariable(SeedVariable);
        var first = one is null ? 1 : int.Parse(one, CultureInfo.InvariantCulture);
        for (var seed = first; seed < (one is null ? first + seeds : first + 1); seed++)
        {
            try
            {
                await RunSeedAsync(shop, seed);
            }
            catch (Exception exception)
            {
                throw new InvalidOperationException($"Seed {seed}: {exception.Message}", exception);
            }
        }

        output.WriteLine($"{seeds} seeds, {_faults.Planted} faults planted, {_retries} calls made again");
        Assert.True(_faults.Planted > 0);
    }

    private async Task RunSeedAsync(ShopCluster shop, int seed)
    {
        var random = new Random(seed);
        var users = Enumerable.Range(0, Shoppers).Select(number => $"s{seed}-{number}").ToArray();
        var expected = users.ToDictionary(user => user, _ => new List<Interaction>(), StringComparer.Ordinal);
        var erasedAt = users.ToDictionary(user => user, _ => DateTimeOffset.MinValue, StringComparer.Ordinal);
        var sent = new List<Interaction>();
        _faults.Plant(seed, FaultShare);
        for (var step = 0; step < Steps; step++)
        {
            var user = users[random.Next(Shoppers)];
            switch (random.Next(12))
            {
                case < 6:
                    Interaction[] events = [.. Enumerable.Range(0, random.Next(1, 4)).Select(
                        _ => Next(seed, user, sent))];
                    await TryAsync(() => shop.AppendAsync(events));
                    expected[user].AddRange(events);
                    break;
                case 6 when sent.Count > 0:
                    // A late retry: known already, or erased and to stay so.
                    await TryAsync(() => shop.AppendAsync(sent[random.Next(sent.Count)]));
                    break;
                case 7:
                    await TryAsync(() => shop.User(user).Erase());
                    expected[user].Clear();
                    erasedAt[user] = await NextInstantAsync();
                    break;
                case 8:
                    var guest = users[(Array.IndexOf(users, user) + 1) % Shoppers];
                    await TryAsync(() => shop.User(user).Merge(guest));
                    // What is dated up to an erasure is of the life that was erased, under any id.
                    expected[user].AddRange(expected[guest].Where(one => one.Timestamp > erasedAt[user]));
                    expected[guest].Clear();
                    break;
                case 9:
                    await shop.Grains.GetGrain<IManagementGrain>(0).ForceActivationCollection(TimeSpan.Zero);
                    break;
                case 10:
                    await TryAsync(() => shop.User(user).Recommend(new() { Count = 3 }));
                    break;
                default:
                    await CheckAsync(shop, user, expected[user]);
                    break;
            }
        }

        foreach (var user in users)
            await CheckAsync(shop, user, expected[user]);
        _faults.Plant(seed, 0);
    }

    private static Interaction Next(int seed, string user, List<Interaction> sent)
    {
        var number = sent.Count;
        var one = SampleShop.Event(
            $"s{seed}-e{number}", user, $"s{seed}-p{number}", InteractionType.View,
            TimeProvider.System.GetUtcNow());
        sent.Add(one);
        return one;
    }

    // The instant, when it is over: stores date to the millisecond.
    private static async Task<DateTimeOffset> NextInstantAsync()
    {
        var instant = TimeProvider.System.GetUtcNow();
        while (TimeProvider.System.GetUtcNow() < instant.AddMilliseconds(2))
            await Task.Yield();
        return instant;
    }

    // Products are each event's own, and survive a merge, which gives events new ids.
    private async Task CheckAsync(ShopCluster shop, string user, List<Interaction> expected)
    {
        var head = await TryAsync(() => shop.Log.GetHeadAsync());
        await TryAsync(async () =>
        {
            if (!await shop.Following.WhenApplied(new FollowedPositions(head, 0)))
                throw new TimeoutException("Not applied yet.");
            return true;
        });
        var view = await TryAsync(() => shop.User(user).Get(1_000));
        Assert.Equal(
            expected.Select(one => one.ProductId).Order(StringComparer.Ordinal),
            view.Recent.Select(logged => logged.Interaction.ProductId).Order(StringComparer.Ordinal));
        Assert.Equal(expected.Count, view.InteractionCount);
    }

    private async Task<T> TryAsync<T>(Func<Task<T>> call)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                return await call();
            }
            catch (Exception exception) when (exception is TimeoutException or OrleansException && tries < MostTries)
            {
                _retries++;
            }
        }
    }
}
