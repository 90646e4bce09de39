namespace Ayni.Data.Generation;

/// <summary>What shop to make. The same options always make the same shop.</summary>
public sealed record ShopOptions
{
    /// <summary>Seed of everything random. <value>Default 1.</value></summary>
    public int Seed { get; init; } = 1;

    /// <summary>Shoppers. <value>Default 2,000; range 1 to 10,000,000.</value></summary>
    public int Users { get; init; } = 2_000;

    /// <summary>Products. <value>Default 1,000; range 14 (one a theme) to 1,000,000.</value></summary>
    public int Products { get; init; } = 1_000;

    /// <summary>Interactions, exactly. <value>Default 100,000; range 0 to 1,000,000,000.</value></summary>
    public long Events { get; init; } = 100_000;

    /// <summary>Days that the interactions spread over. <value>Default 365; range 1 to 3,660.</value></summary>
    public int Days { get; init; } = 365;

    /// <summary>Last day, by the calendar of Lima. <value>Default 2026-10-31.</value></summary>
    public DateOnly EndDate { get; init; } = new(2026, 10, 31);

    /// <summary>Midnight of the first day, in Lima.</summary>
    internal DateTimeOffset Start =>
        new DateTimeOffset(EndDate.AddDays(1).ToDateTime(TimeOnly.MinValue), Season.LimaOffset).AddDays(-Days);

    /// <summary>Refuses options outside their range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Names the option, its value and its range.</exception>
    public void Validate()
    {
        Require(nameof(Users), Users, 1, 10_000_000);
        Require(nameof(Products), Products, 14, 1_000_000);
        Require(nameof(Events), Events, 0, 1_000_000_000);
        Require(nameof(Days), Days, 1, 3_660);
    }

    private static void Require(string name, long value, long minimum, long maximum)
    {
        if (value < minimum || value > maximum)
            throw new ArgumentOutOfRangeException(
                name, value, $"{name} is {value}; it must be {minimum} to {maximum}.");
    }
}
