using Ayni.Domain.Access;

namespace Ayni.Gateway.Security;

/// <summary>The scope that a path needs, as metadata of its endpoint.</summary>
/// <param name="Scope">One scope.</param>
internal sealed record RequiredScope(AccessScopes Scope)
{
    /// <summary>Its name.</summary>
    public string Name => AccessScopeNames.TextOf(Scope);
}
