using Ayni.Domain.Errors;

namespace Ayni.Grains.Answering;

/// <summary>How long the parts of an answer may take; configuration section <c>Ayni:Answering</c>.</summary>
public sealed record AnsweringOptions
{
    /// <summary>
    /// How long a product's grain may take before the catalogue is read instead.
    /// <value>Default 100 ms; range 1 ms to 1 minute.</value>
    /// </summary>
    public TimeSpan ProductDeadline { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>
    /// How long a store may take for an answer that is made without the shopper's grain, before it is made without the
    /// shopper's history. <value>Default 200 ms; range 1 ms to 1 minute.</value>
    /// </summary>
    public TimeSpan StoreDeadline { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>
    /// How long an answer may wait for the scans of others on its silo before it is refused: less than the gateway
    /// gives an answer, or it is begun a second time. <value>Default 200 ms; range 1 ms to 1 minute.</value>
    /// </summary>
    public TimeSpan ScanWait { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>Checks the ranges.</summary>
    /// <exception cref="AyniException"><c>invalid</c>: a value is out of range.</exception>
    public AnsweringOptions Validate()
    {
        Require(nameof(ProductDeadline), ProductDeadline);
        Require(nameof(StoreDeadline), StoreDeadline);
        Require(nameof(ScanWait), ScanWait);
        return this;
    }

    private static void Require(string name, TimeSpan value)
    {
        if (value < TimeSpan.FromMilliseconds(1) || value > TimeSpan.FromMinutes(1))
        {
            throw new AyniException(
                ErrorCodes.Invalid,
                $"Ayni:Answering:{name} is {value}; it must be from 1 ms to 1 minute. Set it, or leave it out.");
        }
    }
}
