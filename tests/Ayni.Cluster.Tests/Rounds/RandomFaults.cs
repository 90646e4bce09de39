using System.Collections.Concurrent;
using Ayni.Cluster.Tests.Processes;

namespace Ayni.Cluster.Tests.Rounds;

/// <summary>
/// Lets faults befall a cluster at random moments, one after the other without waiting for what they broke to be whole:
/// the next may come while the last is mended.
/// </summary>
internal sealed class RandomFaults(
    ClusterFixture cluster, IReadOnlyList<Member> gateways, IReadOnlyList<Member> silos, FakeClock? clock, int seed)
{
    private const int MostStarts = 20;
    private const int LeastPauseMs = 300;
    private const int MostPauseMs = 2_500;
    private const int MostJumpSeconds = 3_600;
    private const int KillAllEvery = 12;
    private static readonly TimeSpan Standstill = TimeSpan.FromSeconds(1);

    private readonly Random _random = new(seed);
    private readonly Lock _gate = new();
    private readonly ConcurrentDictionary<string, Task> _mending = new(StringComparer.Ordinal);
    private readonly SortedDictionary<Fault, int> _done = [];

    /// <summary>What befell it, and how often.</summary>
    public IReadOnlyDictionary<Fault, int> Done => _done;

    /// <summary>Starts that failed, as without a database, and were tried again.</summary>
    public int StartedOnceMore => _startedOnceMore;

    private int _startedOnceMore;

    /// <summary>The faults, and the time between them.</summary>
    public async Task RunAsync(int rounds)
    {
        for (var round = 1; round <= rounds; round++)
        {
            await PassAsync(TimeSpan.FromMilliseconds(_random.Next(LeastPauseMs, MostPauseMs)));
            var fault = round % KillAllEvery == 0 ? Fault.KillAll : Pick();
            await BreakAsync(fault);
            _done[fault] = _done.GetValueOrDefault(fault) + 1;
        }

        await Task.WhenAll(_mending.Values);
    }

    /// <summary>Starts all again, with the settings of now; the last gateway has the clock that is set.</summary>
    public Task RestartAllAsync() => Task.WhenAll(gateways.Concat(silos).Select(StartAsync));

    private static async Task PassAsync(TimeSpan time)
    {
        using var timer = new PeriodicTimer(time);
        await timer.WaitForNextTickAsync();
    }

    private Fault Pick() => _random.Next(10) switch
    {
        < 3 => Fault.KillGateway,
        < 5 => Fault.KillSilo,
        < 6 => Fault.StopGateway,
        < 7 => Fault.PauseGateway,
        < 9 => Fault.KillPostgres,
        _ => clock is null ? Fault.KillGateway : Fault.JumpClock,
    };

    private async Task BreakAsync(Fault fault)
    {
        switch (fault)
        {
            case Fault.KillGateway or Fault.KillSilo or Fault.StopGateway:
                var member = await WholeOneOfAsync(fault == Fault.KillSilo ? silos : gateways);
                await cluster[member.Name].SignalAsync(fault == Fault.StopGateway ? "TERM" : "KILL");
                Mend(member);
                break;
            case Fault.PauseGateway:
                var still = cluster[(await WholeOneOfAsync(gateways)).Name];
                await still.SendAsync("STOP");
                await PassAsync(Standstill);
                await still.SendAsync("CONT");
                break;
            case Fault.KillPostgres:
                await cluster.Postgres.KillAsync();
                await PassAsync(TimeSpan.FromMilliseconds(_random.Next(2_000)));
                await cluster.Postgres.StartAsync();
                break;
            case Fault.KillAll:
                await Task.WhenAll(_mending.Values);
                await cluster.KillAllAsync();
                foreach (var each in gateways.Concat(silos))
                    Mend(each);
                break;
            case Fault.JumpClock:
                clock!.Set(TimeSpan.FromSeconds(_random.Next(-MostJumpSeconds, MostJumpSeconds)));
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(fault), fault, "No such fault.");
        }
    }

    // One that is being mended is not up yet; if all are, the first that is.
    private async Task<Member> WholeOneOfAsync(IReadOnlyList<Member> members)
    {
        while (true)
        {
            var whole = members.Where(member => _mending.GetValueOrDefault(member.Name, Task.CompletedTask).IsCompleted)
                .ToList();
            if (whole.Count > 0)
                return whole[_random.Next(whole.Count)];
            await Task.WhenAny(members.Select(member => _mending[member.Name]));
        }
    }

    private void Mend(Member member) => _mending[member.Name] = StartAsync(member);

    private async Task StartAsync(Member member)
    {
        for (var times = 1; ; times++)
        {
            try
            {
                await BeginAsync(member);
                return;
            }
            catch (Exception exception) when (
                times < MostStarts && exception is InvalidOperationException or HttpRequestException)
            {
                // It ended, as an operator's supervisor would see it, and is started again.
                Interlocked.Increment(ref _startedOnceMore);
            }
        }
    }

    private Task BeginAsync(Member member)
    {
        lock (_gate)
        {
            var isClocked = clock is not null && member == gateways[^1];
            if (isClocked)
                clock!.Set(TimeSpan.Zero);
            return cluster.RestartAsync(member, isClocked ? clock!.Settings : []);
        }
    }
}
