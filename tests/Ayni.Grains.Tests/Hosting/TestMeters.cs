using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;

namespace Ayni.Grains.Tests.Hosting;

/// <summary>Makes meters for parts that a test puts together without a host.</summary>
internal static class TestMeters
{
    public static IMeterFactory Factory { get; } =
        new ServiceCollection().AddMetrics().BuildServiceProvider().GetRequiredService<IMeterFactory>();
}
