using Ayni.Grains.Hosting;
using Ayni.Storage;

namespace Ayni.Benchmarks.Training;

/// <summary>What every silo of a cluster is made with.</summary>
internal sealed record BenchmarkSilo(
    AyniStorage Storage, AyniGrainsOptions Grains, RunTimeline Timeline, StoreTraffic Traffic);
