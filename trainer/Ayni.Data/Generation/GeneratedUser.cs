using Ayni.Domain.Users;

namespace Ayni.Data.Generation;

/// <summary>A made-up shopper.</summary>
/// <param name="UserId">External id, such as "c000042".</param>
/// <param name="Name">Full name.</param>
/// <param name="Email">Address in the reserved domain example.com.</param>
/// <param name="City">City in Peru.</param>
/// <param name="Profile">Segment, country and language, as the shop would send them.</param>
public sealed record GeneratedUser(string UserId, string Name, string Email, string City, UserProfile Profile);
