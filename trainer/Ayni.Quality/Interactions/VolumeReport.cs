namespace Ayni.Quality;

/// <summary>How much came in, and when.</summary>
public sealed record VolumeReport
{
    /// <summary>Events a day in the reference, on average.</summary>
    public required double ReferencePerDay { get; init; }

    /// <summary>Events a day in the current period, on average.</summary>
    public required double CurrentPerDay { get; init; }

    /// <summary>Events a day in each hour of the day (UTC), on average; 24 numbers.</summary>
    public required IReadOnlyList<double> ReferenceByHour { get; init; }

    /// <summary>The same of the current period.</summary>
    public required IReadOnlyList<double> CurrentByHour { get; init; }

    /// <summary>Days of 24 hours of both periods, counted back from their ends, oldest first.</summary>
    public required IReadOnlyList<DayVolume> Days { get; init; }

    /// <summary>The longest silence of the current period that its hours do not explain; null: none.</summary>
    public VolumeGap? Gap { get; init; }
}
