/** An error as AWS answers it, told apart by its name, such as ConditionalCheckFailedException. */
export class AwsError extends Error {
  constructor(name: string, message: string) {
    super(message);
    this.name = name;
  }
}
