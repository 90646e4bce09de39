using Ayni.Domain.Errors;

namespace Ayni.Gateway;

/// <summary>Options of the gateway alone; configuration section <c>Ayni:Gateway</c>.</summary>
internal sealed record GatewayOptions
{
    /// <summary>Configuration section.</summary>
    public const string Section = "Ayni:Gateway";

    /// <summary>
    /// How long a shopper's grain may take for an answer before it is made from what this process has.
    /// <value>Default 300 ms; range 1 ms to 1 minute.</value>
    /// </summary>
    public TimeSpan ReadDeadline { get; init; } = TimeSpan.FromMilliseconds(300);

    /// <summary>Checks the ranges.</summary>
    /// <exception cref="AyniException"><c>invalid</c>: a value is out of range.</exception>
    public GatewayOptions Validate()
    {
        if (ReadDeadline < TimeSpan.FromMilliseconds(1) || ReadDeadline > TimeSpan.FromMinutes(1))
        {
            throw new AyniException(
                ErrorCodes.Invalid,
                $"{Section}:{nameof(ReadDeadline)} is {ReadDeadline}; it must be from 1 ms to 1 minute. Set it, or "
                + "leave it out for 300 ms.");
        }

        return this;
    }
}
