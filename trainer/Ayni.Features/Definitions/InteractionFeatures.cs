using System.Globalization;
using Ayni.Features.Histories;

namespace Ayni.Features.Definitions;

/// <summary>Features of the moment of an interaction, by the shop's clock.</summary>
public static class InteractionFeatures
{
    private const string None = FeatureFamily<DateTimeOffset>.None;

    private static readonly FeatureFamily<DateTimeOffset> Clock =
        new(FeatureEntity.Interaction, "time of the interaction, in the shop's time zone", false);

    /// <summary>All of them, in the order of files and answers. They take the local time.</summary>
    public static IReadOnlyList<FeatureDefinition<DateTimeOffset>> All { get; } =
    [
        Clock.Count(
            "day_of_week_interaction", "1 Monday to 7 Sunday", None, null, "Day of the week.",
            "day of the week of the local time (ISO 8601)", local => FeatureEvent.DayOf(local)),
        Clock.Count(
            "hour_of_day_interaction", "hour, 0 to 23", None, null, "Hour of the day.", "hour of the local time",
            local => local.Hour),
        Clock.Flag(
            "is_weekend_interaction", None, null, "Whether it is Saturday or Sunday.",
            "day_of_week_interaction is 6 or 7", local => FeatureEvent.DayOf(local) >= 6),
        Clock.Count(
            "day_of_month_interaction", "1 to 31", None, null, "Day of the month: pay days show in it.",
            "day of the local date", local => local.Day),
        Clock.Count(
            "week_of_year_interaction", "1 to 53", None, null, "Season of the year.",
            "week of the local date (ISO 8601)", local => ISOWeek.GetWeekOfYear(local.DateTime)),
        Clock.Count(
            "month_interaction", "1 to 12", None, null, "Month of the year.", "month of the local date",
            local => local.Month),
    ];
}
