using System.Collections.Immutable;
using Ayni.GrainInterfaces.Training;

namespace Ayni.Grains.Training;

/// <summary>What is counted of a model's right answers.</summary>
[GenerateSerializer, Immutable, Alias("ayni.live-hit-rate-state")]
public sealed record LiveHitRateState
{
    /// <summary>Days kept of a version.</summary>
    public const int MaxDays = 120;

    /// <summary>Versions kept.</summary>
    public const int MaxVersions = 4;

    /// <summary>Log position looked at.</summary>
    [Id(0)] public long Position { get; init; }

    /// <summary>The version asked last first.</summary>
    [Id(1)] public ImmutableArray<VersionHits> Versions { get; init; } = [];

    /// <summary>Day on which a fall was told last.</summary>
    [Id(2)] public DateTimeOffset ToldOn { get; init; }

    /// <summary>Days of a version, oldest first.</summary>
    public ImmutableArray<DayHits> DaysOf(string version) =>
        Versions.FirstOrDefault(known => known.Version == version)?.Days ?? [];

    /// <summary>The same with more questions to a version.</summary>
    public LiveHitRateState With(string version, DateTimeOffset day, int asked, int hits)
    {
        var days = DaysOf(version);
        var today = days.IsEmpty || days[^1].Day != day ? new DayHits(day, 0, 0) : days[^1];
        var before = today.Asked == 0 ? days : days.RemoveAt(days.Length - 1);
        var counted = before.Add(new DayHits(day, today.Asked + asked, today.Hits + hits));

        // The first days are what all later ones are compared with: of a long life the middle goes.
        if (counted.Length > MaxDays)
            counted = counted.RemoveAt(HitRateFall.Days);
        return this with
        {
            Versions =
            [
                new VersionHits(version, counted),
                .. Versions.Where(known => known.Version != version).Take(MaxVersions - 1),
            ],
        };
    }
}
