using Ayni.Domain.Errors;

namespace Ayni.Grains.Catalog;

/// <summary>What product grains keep beside the catalogue entry.</summary>
public sealed record ProductGrainOptions
{
    /// <summary>
    /// Newest interactions the counters are made from. <value>Default 1,024; range 1 to 65,536.</value>
    /// </summary>
    public int NewestPerProduct { get; init; } = 1_024;

    /// <summary>Half-life of the counters. <value>Default 7 days; range over 0.</value></summary>
    public TimeSpan CounterHalfLife { get; init; } = TimeSpan.FromDays(7);

    /// <summary>Checks the ranges.</summary>
    /// <exception cref="AyniException"><c>invalid</c>: a value is out of range.</exception>
    public ProductGrainOptions Validate()
    {
        if (NewestPerProduct is < 1 or > 65_536)
        {
            throw new AyniException(
                ErrorCodes.Invalid, $"NewestPerProduct is {NewestPerProduct}; it must be from 1 to 65,536.");
        }

        if (CounterHalfLife <= TimeSpan.Zero)
            throw new AyniException(ErrorCodes.Invalid, $"CounterHalfLife is {CounterHalfLife}; it must be over 0.");
        return this;
    }
}
