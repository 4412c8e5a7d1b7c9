/// Hands the result of one transfer to the task that waits for it.
typealias TransferWaiter = Waiter<Result<HTTPResponse, TransportError>>
