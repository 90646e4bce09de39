using Ayni.Gateway.Problems;

namespace Ayni.Gateway.Http;

/// <summary>What only a process with a silo has: its index, its model.</summary>
internal static class SiloServices
{
    /// <exception cref="RefusalException">This process is a client of the cluster.</exception>
    public static T OfSilo<T>(this HttpContext context)
        where T : class => context.RequestServices.GetService<T>() ?? throw new RefusalException(
        ProblemCodes.Unavailable,
        "This gateway runs without a silo, and only a silo holds the index that this is made from. Ask one that does.");
}
