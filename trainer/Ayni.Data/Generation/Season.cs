namespace Ayni.Data.Generation;

/// <summary>When people in Peru shop: weekday, festivities, hour of the day, and what is asked for then.</summary>
internal static class Season
{
    /// <summary>Lima has no summer time.</summary>
    public static readonly TimeSpan LimaOffset = TimeSpan.FromHours(-5);

    /// <summary>Relative number of sessions by hour of the day in Lima.</summary>
    private static readonly double[] HourWeights =
    [
        1.2, 0.6, 0.3, 0.2, 0.2, 0.4, 1.0, 1.9, 2.8, 3.6, 4.2, 4.8,
        5.6, 5.8, 4.8, 4.4, 4.4, 4.8, 5.4, 6.4, 7.4, 7.6, 5.6, 3.0,
    ];

    private static readonly AliasTable Hours = new(HourWeights);

    private static readonly (string Theme, Func<DateOnly, bool> When, double Factor)[] ThemeSeasons =
    [
        ("juguetes", IsChristmas, 2.2),
        ("decoracion", IsChristmas, 1.4),
        ("audio", IsCyber, 1.8),
        ("computo", IsCyber, 1.8),
        ("belleza", IsMothersDay, 1.8),
        ("mujer", IsMothersDay, 1.6),
        ("despensa", IsFiestasPatrias, 1.6),
        ("jardin", IsFiestasPatrias, 1.5),
        ("deporte", IsFiestasPatrias, 1.4),
        ("libros", IsBackToSchool, 1.8),
    ];

    /// <summary>Relative number of sessions on a day; 1 is an ordinary weekday.</summary>
    public static double DayWeight(DateOnly day)
    {
        var weight = day.DayOfWeek switch
        {
            DayOfWeek.Saturday => 1.2,
            DayOfWeek.Sunday => 1.3,
            DayOfWeek.Friday => 1.1,
            _ => 1,
        };
        weight *= IsFiestasPatrias(day) ? 1.6 : 1;
        weight *= IsMothersDay(day) ? 1.4 : 1;
        weight *= IsCyber(day) ? 2.4 : 1;
        return weight * (IsChristmas(day) ? 1.4 + (0.05 * day.Day) : 1);
    }

    /// <summary>Demand factor of each theme on a day.</summary>
    public static double[] ThemeWeights(ShopLexicon lexicon, DateOnly day)
    {
        var weights = new double[lexicon.Themes.Count];
        Array.Fill(weights, 1);
        foreach (var (theme, when, factor) in ThemeSeasons)
        {
            if (when(day))
                weights[lexicon.ThemeIndex(theme)] *= factor;
        }

        return weights;
    }

    /// <summary>A time of the day in Lima.</summary>
    public static TimeSpan DrawTime(RandomStream random)
        => TimeSpan.FromHours(Hours.Draw(random)) + TimeSpan.FromMilliseconds(random.Next(3_600_000));

    /// <summary>The fortnight up to Independence Day, 28 July, when the mid-year bonus is paid.</summary>
    private static bool IsFiestasPatrias(DateOnly day) => day is { Month: 7, Day: >= 14 and <= 28 };

    private static bool IsChristmas(DateOnly day) => day is { Month: 12, Day: <= 24 };

    /// <summary>Peru's Cyber days: four days early in April, July and November, and Black Friday.</summary>
    private static bool IsCyber(DateOnly day)
        => day is { Month: 4 or 7 or 11, Day: >= 5 and <= 8 }
            or { Month: 11, Day: >= 23 and <= 29, DayOfWeek: DayOfWeek.Friday };

    /// <summary>The ten days up to the second Sunday of May.</summary>
    private static bool IsMothersDay(DateOnly day)
    {
        if (day.Month is not (4 or 5))
            return false;
        var first = new DateOnly(day.Year, 5, 1);
        var sunday = first.AddDays(((7 - (int)first.DayOfWeek) % 7) + 7);
        return day <= sunday && day > sunday.AddDays(-10);
    }

    private static bool IsBackToSchool(DateOnly day) => day is { Month: 2, Day: >= 15 } or { Month: 3, Day: <= 10 };
}
