using System.Reflection;
using Microsoft.Extensions.DependencyInjection;

namespace Ayni.Grains.Tests.Faults;

/// <summary>Decides which calls to a store fail, as one to a database that goes away does.</summary>
public sealed class PlantedFaults
{
    private readonly Lock _gate = new();
    private Random _random = new(0);
    private double _share;

    /// <summary>Calls that failed so far.</summary>
    public int Planted { get; private set; }

    /// <summary>From now on that share of the calls fails, 0 to 1.</summary>
    public void Plant(int seed, double share)
    {
        lock (_gate)
            (_random, _share) = (new Random(seed), share);
    }

    /// <summary>Fails, or not.</summary>
    /// <exception cref="TimeoutException">It was this one's turn.</exception>
    public void Pass(string call)
    {
        lock (_gate)
        {
            if (_random.NextDouble() >= _share)
                return;
            Planted++;
        }

        throw new TimeoutException($"{call} was made to fail.");
    }

    /// <summary>Puts itself before the service that is registered last.</summary>
    public void StandBefore<T>(IServiceCollection services)
        where T : class
    {
        var real = services.Last(service => service.ServiceType == typeof(T));
        services.AddSingleton(provider =>
        {
            var calls = DispatchProxy.Create<T, FaultyCalls<T>>();
            ((FaultyCalls<T>)(object)calls).StandBefore(
                (T)(real.ImplementationInstance ?? real.ImplementationFactory!(provider)), this);
            return calls;
        });
    }
}
