using Ayni.Domain.Access;
using Microsoft.AspNetCore.Authorization;

namespace Ayni.Gateway.Security;

/// <summary>What a caller must have.</summary>
/// <param name="Scope">One scope; null: that of a path that names none.</param>
internal sealed record ScopeRequirement(AccessScopes? Scope) : IAuthorizationRequirement;
