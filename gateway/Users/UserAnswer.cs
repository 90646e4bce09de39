using Ayni.Domain.Users;
using Ayni.Gateway.Events;
using Ayni.GrainInterfaces.Users;

namespace Ayni.Gateway.Users;

/// <summary>One shopper. A shopper nobody ever saw has no interactions and the default profile.</summary>
/// <param name="UserId">Id.</param>
/// <param name="Profile">Profile.</param>
/// <param name="InteractionCount">Interactions the recommendations take into account, at most 4,096.</param>
/// <param name="Position">Log position taken into account.</param>
/// <param name="Recent">Newest interactions, newest first.</param>
public sealed record UserAnswer(
    string UserId, UserProfile Profile, int InteractionCount, long Position, IReadOnlyList<EventBody> Recent)
{
    /// <summary>The wire form of what a shopper's grain says.</summary>
    public static UserAnswer From(UserView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        return new UserAnswer(
            view.UserId, view.Profile, view.InteractionCount, view.Position, [.. view.Recent.Select(EventBody.From)]);
    }
}
