using Ayni.Domain.Consents;

namespace Ayni.Gateway.Users;

/// <summary>One thing a shopper said of their consent.</summary>
/// <param name="Purpose">The purpose.</param>
/// <param name="IsAllowed">Whether they allowed it.</param>
/// <param name="SaidAt">When.</param>
/// <param name="Position">Where it stands in the log.</param>
public sealed record ConsentEventAnswer(string Purpose, bool IsAllowed, DateTimeOffset SaidAt, long Position)
{
    /// <summary>The wire form.</summary>
    public static ConsentEventAnswer From(ConsentEvent said)
    {
        ArgumentNullException.ThrowIfNull(said);
        return new ConsentEventAnswer(PurposeNames.Of(said.Purpose), said.IsAllowed, said.SaidAt, said.Position);
    }
}
